//! Rows of `extract`: one JSON object for each event, mention or article, keys always in one order.
