//! From a screen to an action: actions wait for the record, so they run on threads that may wait.

/// Runs an action and hands back what it says.
pub async fn act<T: Send + 'static>(action: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(action).await {
        Ok(said) => said,
        // The action panicked: our bug. It goes on to whoever answers for panics.
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
