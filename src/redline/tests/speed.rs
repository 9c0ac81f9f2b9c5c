//! The work grows with the size of the texts alone.
