//! What is due when, and who answers for it: reviews, ends of validity, deadlines, promises, exercises, checks.
//!
//! In: everything that was read, also what `access` and `status` hide, and today. Out: a list sorted by date, for a
//! scheduled job and for the page on the content's health. What is over (past plans, closed accounts, repealed or
//! expired documents) is not due.

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::hash::Hash;
use crate::model::data::{Account, Action, ActionStatus, Data, Filed, Role};
use crate::model::document::{Commitment, Document, Origin, Status, Validity};
use crate::model::id::{Ref, to};
use crate::model::kinds::{ActionPlan, Spec};
use crate::parse::DocumentSource;
use crate::source::{SourcePath, Span};

#[cfg(test)]
mod tests;

/// How long after its last check an account is to be checked again, in months.
const ACCOUNT_CHECK: i32 = 12;

/// How long after its last assessment an accessibility statement is to be assessed again, in months: the directive
/// (EU) 2016/2102 and its model statement (2018/1523) ask for a yearly review.
const ASSESSMENT: i32 = 12;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub date: Date,
    pub task: Task,
    /// What it is about, for readers.
    pub title: String,
    pub file: SourcePath,
    /// The place of the date, or of what it is worked out from.
    pub span: Option<Span>,
    /// Who answers for it.
    pub role: Option<Answerable>,
    /// A name that stays when the date moves: `review-guideline-moderation`.
    pub id: String,
}

/// What there is to do. The order is that of things due on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    Expiry,
    Exercise,
    Deadline,
    Commitment,
    Review,
    Account,
    Assessment,
}

/// A role as far as one needs it to get in touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answerable {
    pub title: String,
    pub mailbox: Option<String>,
}

impl Task {
    /// The task as part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Expiry => "expiry",
            Self::Exercise => "exercise",
            Self::Deadline => "deadline",
            Self::Commitment => "commitment",
            Self::Review => "review",
            Self::Account => "account",
            Self::Assessment => "assessment",
        }
    }
}

impl Due {
    /// Whether the day has passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.date < today
    }
}

/// Everything that is due at some time, the earliest first.
pub fn due(sources: &[Arc<DocumentSource>], data: &Data, config: &Config) -> Vec<Due> {
    let mut list = List { data, config, due: Vec::new() };
    let work = sources.iter().map(|source| &source.document).filter(|document| document.origin == Origin::WorkTree);
    for document in work.filter(|document| is_alive(document, config.options.today)) {
        list.document(document);
    }
    data.accounts.iter().for_each(|account| list.account(account));
    list.settings(sources);
    list.due.sort_by(|a, b| (a.date, a.task, &a.title, &a.id).cmp(&(b.date, b.task, &b.title, &b.id)));
    list.due
}

struct List<'a> {
    data: &'a Data,
    config: &'a Config,
    due: Vec<Due>,
}

impl<'a> List<'a> {
    fn document(&mut self, document: &Document) {
        let meta = &document.meta;
        let owner = self.role(meta.owner.as_ref());
        let mut add = |date, task: Task, field: &str, places: &crate::model::record::Places| {
            self.due.push(Due {
                date,
                task,
                title: meta.title.to_string(),
                file: document.file.clone(),
                span: Some(places.of(field)),
                role: owner.clone(),
                id: format!("{}-{}-{}", task.key(), document.key.kind.key(), document.key.id),
            });
        };
        // What is not adopted yet is under work, not under review.
        if let Some(date) = meta.next_review().filter(|_| document.status() != Some(Status::Draft)) {
            let field = if meta.review_due.is_some() { "review_due" } else { "last_reviewed" };
            add(date, Task::Review, field, &meta.places);
        }
        if let Some(governance) = &document.governance
            && let Some(Validity::Until(date)) = governance.valid_until
        {
            add(date, Task::Expiry, "valid_until", &governance.places);
        }
        match &document.spec {
            Spec::CrisisPlan(plan) => {
                if let Some(date) = plan.next_exercise {
                    add(date, Task::Exercise, "next_exercise", &plan.places);
                }
            }
            Spec::ActionPlan(plan) => self.plan(document, plan),
            _ => {}
        }
        meta.commitments.iter().for_each(|commitment| self.commitment(document, commitment, owner.as_ref()));
    }

    fn commitment(&mut self, document: &Document, commitment: &Commitment, owner: Option<&Answerable>) {
        let Some(date) = commitment.due.filter(|_| commitment.fulfilled_by.is_none()) else { return };
        // A promise has no id; its words are what it is known by.
        let words = Hash::of(commitment.text.as_bytes()).short();
        self.due.push(Due {
            date,
            task: Task::Commitment,
            title: format!("{} ({})", commitment.text, document.meta.title),
            file: document.file.clone(),
            span: Some(commitment.places.of("due")),
            role: owner.cloned(),
            id: format!("commitment-{}-{}-{words}", document.key.kind.key(), document.key.id),
        });
    }

    /// The open actions of a plan that is not a past one.
    fn plan(&mut self, document: &Document, plan: &ActionPlan) {
        if plan.year.0 < self.config.options.today.year() {
            return;
        }
        let data: &'a Data = self.data;
        let beside = data.plans.get(document.file.stem());
        let beside = beside.into_iter().flat_map(|data| &data.actions).map(|filed| (&filed.file, &filed.record));
        let own = plan.actions.iter().map(|action| (&document.file, action));
        for (file, action) in own.chain(beside) {
            self.action(document, file, action);
        }
    }

    fn action(&mut self, plan: &Document, file: &SourcePath, action: &Action) {
        let is_open = matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::InProgress));
        let Some(date) = action.deadline.filter(|_| is_open) else { return };
        let responsible = action.responsible.as_ref().or(plan.meta.owner.as_ref());
        let role = self.role(responsible);
        self.due.push(Due {
            date,
            task: Task::Deadline,
            title: action.title.to_string(),
            file: file.clone(),
            span: Some(action.places.of("deadline")),
            role,
            id: format!("deadline-{}-{}", plan.key.id, action.id),
        });
    }

    fn account(&mut self, filed: &Filed<Account>) {
        let account = &filed.record;
        let is_open = account.closed.is_none_or(|closed| closed > self.config.options.today);
        let Some(date) = account.last_checked.filter(|_| is_open).and_then(|last| months_after(last, ACCOUNT_CHECK))
        else {
            return;
        };
        let role = self.role(account.responsible.as_ref());
        self.due.push(Due {
            date,
            task: Task::Account,
            title: format!("{} ({})", account.name, account.channel.id()),
            file: filed.file.clone(),
            span: Some(account.places.of("last_checked")),
            role,
            id: format!("account-{}", account.id),
        });
    }

    /// The accessibility statement, which the settings hold.
    fn settings(&mut self, sources: &[Arc<DocumentSource>]) {
        let settings = &self.config.settings;
        let Some(statement) = &settings.accessibility else { return };
        let Some(date) = statement.assessed_on.and_then(|last| months_after(last, ASSESSMENT)) else { return };
        // The settings stand in the folder that all documents stand below.
        let folder = sources.first().and_then(|source| source.document.file.as_str().split('/').next());
        self.due.push(Due {
            date,
            task: Task::Assessment,
            title: settings.title.to_string(),
            file: SourcePath::new(format!("{}/site.yaml", folder.unwrap_or("content"))),
            span: Some(statement.places.of("assessed_on")),
            role: self.role(settings.feedback.as_ref()),
            id: "assessment".to_owned(),
        });
    }

    fn role(&self, role: Option<&Ref<to::Role>>) -> Option<Answerable> {
        let id = role?.id();
        let known: Option<&Role> =
            self.data.roles.iter().map(|filed| &filed.record).find(|role| role.id.as_str() == id);
        Some(match known {
            Some(role) => {
                Answerable { title: role.title.to_string(), mailbox: role.mailbox.as_ref().map(ToString::to_string) }
            }
            None => Answerable { title: id.to_owned(), mailbox: None },
        })
    }
}

/// Whether anybody has to care for a document any more.
fn is_alive(document: &Document, today: Date) -> bool {
    let is_over = document
        .governance
        .as_ref()
        .is_some_and(|governance| matches!(governance.valid_until, Some(Validity::Until(until)) if until < today));
    !is_over && document.status() != Some(Status::Repealed)
}

fn months_after(date: Date, months: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}
