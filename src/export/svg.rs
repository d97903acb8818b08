//! The picture of the map as SVG, with its legend.
