using System.Globalization;
using System.Net;

namespace Analytics.Functions.Tests.Upgrade.November2026;

/// <summary>Visitors of the sites: who they are, what their browsers say, and which way they take.</summary>
internal sealed class Visits(RunningProduct product, Timeline timeline)
{
    private const string Tags = "utm_source=letter&utm_medium=email&utm_campaign=autumn&utm_content=top&utm_term=shoes";

    private static readonly string[] Agents =
    [
        Some.Chrome,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    ];

    private static readonly string?[] Referrers =
        ["https://www.google.com/search?q=x", null, "https://news.ycombinator.com/item?id=1", "https://t.co/abc", "https://friend.example/links?private=1"];

    private static readonly string[] Zones = ["Europe/Tallinn", "America/New_York", "Asia/Kolkata", "Europe/Berlin"];

    private int _events;

    /// <summary>Somebody comes and opens pages two minutes apart; a step as <c>Signup /pricing</c> is a custom event there.</summary>
    /// <param name="site">Its domain.</param>
    /// <param name="at">When, as <c>11-10 14:05</c> in UTC.</param>
    /// <param name="person">Who: address and browser.</param>
    /// <param name="steps">What they do.</param>
    /// <param name="uid">What the site calls them, where they have signed in.</param>
    public void Add(string site, string at, int person, string[] steps, string? uid = null)
    {
        DateTimeOffset time = DateTimeOffset.ParseExact("2026-" + at, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        for (int i = 0; i < steps.Length; i++)
        {
            (string name, string path) = steps[i].Split(' ') is [var custom, var where] ? (custom, where) : ("pageview", steps[i]);
            string id = string.Create(CultureInfo.InvariantCulture, $"e{_events++}");
            string tags = i == 0 && person % 7 == 3 ? (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Tags : "";
            string? referrer = i == 0 ? Referrers[person % Referrers.Length] : null;
            timeline.At(time.AddMinutes(2 * i), () => SendAsync(site, person, new Dictionary<string, object?>
            {
                ["n"] = name,
                ["u"] = $"https://{site}{path}{tags}",
                ["d"] = site,
                ["id"] = id,
                ["r"] = referrer,
                ["uid"] = uid,
                ["ti"] = "Page " + path,
                ["tz"] = Zones[person % Zones.Length],
                ["l"] = person % 2 == 0 ? "et-EE" : "en-US",
                ["w"] = 1280 + person,
                ["sh"] = 800,
                ["p"] = name == "pageview" ? null : new Dictionary<string, object> { ["plan"] = person % 2 == 0 ? "pro" : "free", ["seats"] = person },
                ["$"] = name == "Purchase" ? new { currency = time.Day == 18 ? "USD" : "EUR", amount = "9.90" } : null,
                ["i"] = name != "Seen",
            }));
        }

        string last = steps[^1].Split(' ')[^1];
        timeline.At(time.AddMinutes(2 * steps.Length), () => SendAsync(site, person, new Dictionary<string, object?>
        {
            ["n"] = "engagement",
            ["u"] = $"https://{site}{last}",
            ["d"] = site,
            ["e"] = 20_000 + (1000 * person),
            ["sd"] = 30 + (person * 7 % 70),
        }));
    }

    /// <summary>An event that is not to count, for a reason.</summary>
    public void AddDropped(string site, string at, string reason) => timeline.At(
        DateTimeOffset.ParseExact("2026-" + at, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        async () =>
        {
            HttpResponseMessage response = await product.SendEventAsync(
                new { n = "pageview", u = $"https://{(reason == "hostname" ? "elsewhere.example" : site)}/{(reason == "excluded_path" ? "admin/users" : "")}", d = site },
                reason == "bot" ? "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" : Some.Chrome,
                reason == "excluded_ip" ? "198.51.100.9" : "203.0.113.200");
            Assert.Contains(reason, response.Headers.GetValues("x-analytics-dropped").Single(), StringComparison.Ordinal);
        });

    private async Task SendAsync(string site, int person, Dictionary<string, object?> payload)
    {
        HttpResponseMessage response = await product.SendEventAsync(payload, Agents[person % Agents.Length], string.Create(CultureInfo.InvariantCulture, $"203.0.113.{10 + person}"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.False(response.Headers.Contains("x-analytics-dropped"), site + " " + string.Join(',', response.Headers.TryGetValues("x-analytics-dropped", out var why) ? why : []));
    }
}
