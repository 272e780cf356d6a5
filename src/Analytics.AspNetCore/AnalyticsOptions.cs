using Microsoft.AspNetCore.Http;

namespace Analytics.AspNetCore;

/// <summary>Where events go, how they travel, and what the middleware reports.</summary>
public sealed class AnalyticsOptions
{
    /// <summary>Address of the Analytics server, without a path of an API: <c>https://stats.example.com</c>, or <c>https://example.com/stats</c>. Required.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>An API key with the scope <c>ingest</c>. Required.</summary>
    public string Key { get; set; } = "";

    /// <summary>The site's id or one of its domains. Required.</summary>
    public string Site { get; set; } = "";

    /// <summary>The most events that wait to be sent, at least 1. Where there are more, the oldest are given up and counted. Default 10,000.</summary>
    public int QueueLimit { get; set; } = 10_000;

    /// <summary>The most events of one request, 1 to 500. Default 100.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>The longest that an event waits for others to travel with, more than nothing. Default one second.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request that failed waits before it is sent again, more than nothing; twice as long each time. Default one second.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest of those pauses, no shorter than the first. Default one minute.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long disposing may take to send what still waits. Default five seconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Paths that the middleware reports, each with all below it: <c>/blog</c> is <c>/blog</c> and <c>/blog/a</c>, not <c>/blogger</c>.
    /// Compared without regard to case. Default: none named, which is every path.
    /// </summary>
    public IList<string> Include { get; } = [];

    /// <summary>Paths that the middleware does not report, each with all below it. They win over <see cref="Include"/>.</summary>
    public IList<string> Exclude { get; } = [];

    /// <summary>
    /// Whether the visitor of a request agreed to be recognised: true, false, or null where they were not asked. What follows from that
    /// is set at the site. Where it throws, nothing is reported. Default: nobody was asked.
    /// </summary>
    public Func<HttpContext, bool?>? Consent { get; set; }

    internal void Check()
    {
        List<string> faults = [];
        Require(Endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Endpoint must be an absolute http or https address.");
        Require(!string.IsNullOrWhiteSpace(Key) && Key.All(char.IsAscii) && !Key.Any(char.IsControl), "Key must be an API key with the scope ingest.");
        Require(!string.IsNullOrWhiteSpace(Site), "Site must be the site's id or one of its domains.");
        Require(QueueLimit >= 1, "QueueLimit must be at least 1.");
        Require(BatchSize is >= 1 and <= 500, "BatchSize must be 1 to 500.");
        Require(Interval > TimeSpan.Zero && FirstPause > TimeSpan.Zero, "Interval and FirstPause must be more than nothing.");
        Require(LongestPause >= FirstPause && LongestPause <= TimeSpan.FromDays(1), "LongestPause must be no shorter than FirstPause, and a day at most.");
        Require(Patience >= TimeSpan.Zero && Patience <= TimeSpan.FromDays(1), "Patience must be no less than nothing, and a day at most.");
        Require(Include.Concat(Exclude).All(path => path.StartsWith('/')), "Include and Exclude must be paths that begin with a slash.");
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }

        void Require(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }
}
