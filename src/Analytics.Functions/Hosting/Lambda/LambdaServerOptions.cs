namespace Analytics.Functions.Hosting.Lambda;

/// <summary>How the server answers.</summary>
/// <param name="StreamsAnswers">The function's front is in the mode RESPONSE_STREAM.</param>
/// <param name="Clock">By which deadlines are kept: that of the machine, on which Lambda counts.</param>
internal sealed record LambdaServerOptions(bool StreamsAnswers, TimeProvider Clock)
{
    /// <summary>What the first request would wait for is made while it is fetched: see <see cref="Lambda.Rehearsal"/>.</summary>
    public bool Rehearses { get; init; }
}
