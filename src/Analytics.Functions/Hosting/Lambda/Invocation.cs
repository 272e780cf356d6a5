namespace Analytics.Functions.Hosting.Lambda;

/// <summary>One piece of work that Lambda handed out.</summary>
/// <param name="Id">Under which it is answered, and found in the logs.</param>
/// <param name="Event">JSON: a request by HTTP, or an event of another kind.</param>
/// <param name="Deadline">When Lambda ends the process if there is no answer.</param>
/// <param name="TraceId">X-Ray's, for logs and calls to AWS; null where there is none.</param>
internal sealed record Invocation(string Id, ReadOnlyMemory<byte> Event, DateTimeOffset Deadline, string? TraceId)
{
    private static readonly AsyncLocal<Invocation?> Flowing = new();

    /// <summary>The invocation that the current code runs for; null before the first.</summary>
    public static Invocation? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}
