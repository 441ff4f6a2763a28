//! Marks what was to do after a call as done.

use record::list::list;
use record::scope::Write;
use schedule::call::{Call, FinishRefusal, finish_call as finish};
use terms::actor::Context;
use terms::ids::CallId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Marks it. Marking it twice keeps the first time.
pub fn finish_call(house: &House, by: &Context, id: CallId) -> Result<(), Trouble<FinishRefusal>> {
    house.record().change(by, |change| {
        let calls = change.permit::<_, Write>(list::<Call>())?;
        let call: Call = change.get(&calls, id.0)?.ok_or(Denied::NotTheirs)?;
        let done = finish(call, by.now).map_err(Trouble::Refused)?;
        change.put(&calls, &done)
    })
}
