namespace Analytics.Store.Events;

/// <summary>Where a visit came from.</summary>
/// <param name="Referrer">Host and path of the referring page, without scheme, <c>www.</c>, query or final <c>/</c>; null for none.</param>
/// <param name="Source">The name people know it by: <c>Google</c>, <c>Hacker News</c>, else its host; null for direct.</param>
/// <param name="Channel">One of <c>Ingest/Channels</c>; <c>Direct</c> where nothing is known.</param>
/// <param name="ClickId">The name of the advertising click id that the URL carried (<c>gclid</c>); never its value.</param>
public sealed record Referral(string? Referrer, string? Source, string Channel, string? ClickId = null)
{
    /// <summary>No referrer, no source.</summary>
    public static Referral Direct { get; } = new(null, null, "Direct");
}
