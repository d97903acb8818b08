//! Picture snapshots of small views, drawn by a software renderer.
