//! What may be asked for: a folder, the cards of folders, or a list.

use std::marker::PhantomData;

use care::process_notes::ProcessNotes;
use terms::folder::{Folder, FolderKind};
use terms::ids::{AppointmentId, PacketId, ReleaseId, RequestId, StaffId, SubjectId};

/// What a permit is for, as the policy and the audit see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// One folder of one client or couple.
    Folder(FolderKind, SubjectId),
    /// The cards of all folders of a kind that the actor may see.
    Cards(FolderKind),
    /// A list as a whole.
    List(ListKind),
    /// One request, for whoever holds its link.
    Request(RequestId),
    /// One author's psychotherapy notes of one client or couple (45 CFR 164.501).
    Notebook(SubjectId, StaffId),
    /// The card of one client's or couple's folder.
    Card(FolderKind, SubjectId),
    /// One client's or couple's own row: names and contact.
    Person(SubjectId),
    /// The planned times of one client or couple.
    Visits(SubjectId),
    /// One visit, for whoever holds its link.
    Visit(AppointmentId),
    /// What was sent to a prescriber, for whoever holds its link.
    Packet(SubjectId, PacketId),
    /// Who opened the folders of one client or couple.
    Accesses(SubjectId),
    /// The papers that stand in one folder of a client or couple.
    Papers(FolderKind, SubjectId),
    /// What was paid by card towards the ledgers of one client or couple.
    CardPayments(SubjectId),
    /// The cards of one client that the processor keeps.
    KeptCards(SubjectId),
    /// Opening the chart of one client or couple in an emergency.
    Glass(SubjectId),
    /// One psychotherapy note that was sealed anew, for whoever holds its link; a code opens it.
    SentNote(ReleaseId),
}

/// The lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    /// Requests for a first conversation.
    Requests,
    /// Planned times, and the holds behind them.
    Calendar,
    /// Clients and couples: names and contact.
    Clients,
    /// People of the practice and its rooms.
    Staff,
    /// Who treats whom.
    Relations,
    /// Who stands in for whom, on which days; of no client.
    Covers,
    /// Letters to go out.
    Letters,
    /// The words of letters, and when reminders go out.
    Notices,
    /// Who is signed in where.
    SignIns,
    /// What a therapist must look at: that it waits, never why.
    Alerts,
    /// Calls in and out.
    Calls,
    /// Who waits for which times.
    Waits,
    /// How each author's psychotherapy notes are locked.
    Locks,
    /// Who keeps whose psychotherapy notes for the day on which their author can't; of no client.
    Custody,
    /// Psychotherapy notes sealed anew, each for whom an authorization names; the record can't open them.
    SentNotes,
    /// How staff show that it is them, and the keys that let clients in.
    Accounts,
    /// What the practice says of itself, closures, proofs of backups: of nobody in particular.
    House,
    /// What is moved in from another system, with the file while it is looked at.
    Moves,
    /// Copies of records that were taken out, with the reason.
    Exports,
    /// Texts that an author writes often, of nobody in particular.
    Snippets,
    /// What went wrong or nearly did.
    Incidents,
    /// The insurers that claims go to; of no client.
    Payers,
    /// Files that went to, or came from, whoever carries claims.
    EdiFiles,
    /// Records that payers ask for, and what the therapist says may go.
    RecordAsks,
    /// How far the books are closed; of no client.
    Books,
    /// What is paid by card through a processor.
    CardPayments,
    /// Cards that the processor keeps, each with its client's consent.
    KeptCards,
    /// Lines of the bank's files, and what became of each.
    BankLines,
    /// The audit itself.
    Audit,
}

/// How a thing is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModeKind {
    /// Look.
    Read,
    /// Look and add.
    Write,
    /// Drop something in, without looking.
    Add,
    /// Put one's name to it.
    Sign,
    /// Look, to hand a copy out of the practice.
    Export,
}

/// Something that a permit can be asked for.
pub trait Of {
    /// As the policy and the audit see it.
    fn scope(&self) -> Scope;
}

/// A mode, as a type.
pub trait Mode {
    /// As the policy and the audit see it.
    const KIND: ModeKind;
}

/// A mode that lets its holder look.
pub trait CanRead: Mode {}

/// A mode that lets its holder add.
pub trait CanAdd: Mode {}

/// Look.
#[derive(Debug)]
pub struct Read;
/// Look and add.
#[derive(Debug)]
pub struct Write;
/// Drop something in, without looking.
#[derive(Debug)]
pub struct Add;
/// Put one's name to it: only with a fresh sign-in.
#[derive(Debug)]
pub struct Sign;
/// Look, to hand a copy out of the practice.
#[derive(Debug)]
pub struct Export;

macro_rules! modes {
    ($($name:ident),+) => {$(impl Mode for $name {
        const KIND: ModeKind = ModeKind::$name;
    })+};
}
modes!(Read, Write, Add, Sign, Export);
impl CanRead for Read {}
impl CanRead for Export {}
impl CanRead for Write {}
impl CanRead for Sign {}
impl CanAdd for Write {}
impl CanAdd for Add {}
impl CanAdd for Sign {}

/// The folder `F` of one client or couple; of psychotherapy notes, one author's.
pub struct FolderOf<F> {
    pub(crate) subject: SubjectId,
    author: Option<StaffId>,
    kind: PhantomData<fn() -> F>,
}

/// The cards of folders of the kind `F`.
pub struct CardsOf<F>(PhantomData<fn() -> F>);

/// The folder `F` of `subject`.
pub fn folder<F: Folder>(subject: SubjectId) -> FolderOf<F> {
    FolderOf { subject, author: None, kind: PhantomData }
}

/// The psychotherapy notes that `author` keeps of `subject`.
pub fn notebook(subject: SubjectId, author: StaffId) -> FolderOf<ProcessNotes> {
    FolderOf { subject, author: Some(author), kind: PhantomData }
}

/// The cards of folders of the kind `F`.
pub fn cards<F: Folder>() -> CardsOf<F> {
    CardsOf(PhantomData)
}

impl<F: Folder> Of for FolderOf<F> {
    fn scope(&self) -> Scope {
        match self.author {
            Some(author) => Scope::Notebook(self.subject, author),
            None => Scope::Folder(F::KIND, self.subject),
        }
    }
}

impl<F: Folder> FolderOf<F> {
    /// The name it is stored under.
    pub(crate) fn name(&self) -> String {
        self.scope().to_string()
    }
}

impl Scope {
    /// Whose folder, row or times it is, if it is one client's or couple's.
    pub fn subject(self) -> Option<SubjectId> {
        match self {
            Self::Folder(_, subject)
            | Self::Notebook(subject, _)
            | Self::Card(_, subject)
            | Self::Person(subject)
            | Self::Visits(subject)
            | Self::Accesses(subject)
            | Self::Packet(subject, _)
            | Self::Papers(_, subject)
            | Self::CardPayments(subject)
            | Self::KeptCards(subject)
            | Self::Glass(subject) => Some(subject),
            Self::Cards(_) | Self::List(_) | Self::Request(_) | Self::Visit(_) | Self::SentNote(_) => None,
        }
    }
}

impl<F: Folder> Of for CardsOf<F> {
    fn scope(&self) -> Scope {
        Scope::Cards(F::KIND)
    }
}
