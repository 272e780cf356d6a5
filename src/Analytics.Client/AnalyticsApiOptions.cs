namespace Analytics.Client;

/// <summary>Where an Analytics server is, and how long to be patient with it.</summary>
public sealed class AnalyticsApiOptions
{
    /// <summary>Address of the server, without a path of an API: <c>https://stats.example.com</c>, or <c>https://example.com/stats</c>. Required.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>An API key: of the scope <c>stats</c> to ask, <c>ingest</c> to send, <c>admin</c> to export. Required.</summary>
    public string Key { get; set; } = "";

    /// <summary>The site's id, one of its domains or an alias. Required.</summary>
    public string Site { get; set; } = "";

    /// <summary>How often a request is sent at most, where the server answers 429 or 503 or cannot be reached: 1 to 10. Default 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>The pause before the second attempt where the server names none, more than nothing; twice as long each time. Default one second.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, no shorter than the first. A server that asks for a longer one is not waited for: the refusal is thrown at once. Default ten seconds.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(10);

    internal void Check()
    {
        List<string> faults = [];
        Require(Endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Endpoint must be an absolute http or https address.");
        Require(!string.IsNullOrWhiteSpace(Key) && Key.All(char.IsAscii) && !Key.Any(char.IsControl), "Key must be an API key.");
        Require(!string.IsNullOrWhiteSpace(Site), "Site must be the site's id, one of its domains or an alias.");
        Require(Attempts is >= 1 and <= 10, "Attempts must be 1 to 10.");
        Require(FirstPause > TimeSpan.Zero, "FirstPause must be more than nothing.");
        Require(LongestPause >= FirstPause && LongestPause <= TimeSpan.FromDays(1), "LongestPause must be no shorter than FirstPause, and a day at most.");
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
