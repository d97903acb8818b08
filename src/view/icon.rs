//! Icons: code points of the embedded Material Symbols subset (`assets/fonts/icons.tsv`).
