namespace Analytics.Functions.Hosting.Lambda;

/// <summary>An invocation that fails as foreseen, so that Lambda tries it again or puts it aside. Its message quotes nothing of the event.</summary>
/// <param name="kind">A name to count by.</param>
/// <param name="message">For a person.</param>
internal sealed class InvocationException(string kind, string message) : Exception(message)
{
    public string Kind => kind;

    /// <summary>The event is neither HTTP nor one that a route is there for.</summary>
    public static InvocationException UnknownEvent() => new(
        "UnknownEvent",
        "Expected a request by HTTP in payload format 2.0 (HTTP API or Function URL), or {\"analytics\":\"maintain\"} from a schedule; see the function's triggers.");
}
