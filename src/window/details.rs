//! Details of articles: asks for them. What they change is read again as for other corrections.

use super::App;
use crate::article::ArticleId;
use crate::session::Edit;
use crate::session::metadata::MetadataEdit;
use crate::view::Dialog;
use crate::view::details::DetailsForm;

impl App {
    /// Asks for the details of articles.
    pub(super) fn edit_details(&mut self, articles: &[ArticleId]) {
        if !articles.is_empty() {
            let form = DetailsForm::new(&self.workspace, articles);
            self.state.dialog = Some(Dialog::Details(Box::new(form)));
        }
    }

    /// The articles without a date, in the order of their ids.
    pub(super) fn undated(&self) -> Vec<ArticleId> {
        let articles = self.workspace.articles().iter();
        articles.filter(|article| article.date.is_none()).map(|article| article.id).collect()
    }

    /// Sets details, after the articles were read again with them.
    pub(super) fn set_metadata(&mut self, edit: MetadataEdit) {
        self.edit(Edit::Metadata(Box::new(edit)));
    }
}
