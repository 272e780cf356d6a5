using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Collect;
using Analytics.Functions.Hosting;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Collect;

/// <summary>
/// Bodies that were events once, cut, spliced and spoilt, through everything that looks at them before one is stored. A failing seed is
/// printed; replay it with <c>ANALYTICS_SEED=n</c>, and try ten million with <c>ANALYTICS_SEEDS=10000000</c>.
/// </summary>
public class EventFuzzTests
{
    private const int Usual = 40_000;

    // A body is at most 32 KB; what is made of it must stay in proportion, whatever it says.
    private const long MostBytes = 4 * 1024 * 1024;

    private static readonly byte[] Salt = new byte[32];

    private static readonly string[] Bodies =
    [
        """{"n":"pageview","u":"https://example.com/a/b?utm_source=news&ref=x#top","d":"example.com","r":"https://www.google.com/search?q=1","w":1920,"sh":1080,"tz":"Europe/Tallinn","l":"et-EE","ti":"Title"}""",
        """{"name":"Signup","url":"https://example.com/?gclid=1","domain":"example.com,b.org","props":{"plan":"pro","n":3,"b":true,"x":null},"revenue":{"currency":"EUR","amount":"9.90"},"interactive":false,"id":"abc-1","a":1200,"c":1}""",
        """{"n":"engagement","u":"https://example.com/reset/ann@example.com/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgN","e":5200,"sd":80,"h":1,"m":"{\"a\":1}"}""",
        """{"n":"pageview","u":"http://[::1]:8080/%E0%A4%A/\ud83d\ude00","d":"example.com","p":{"%s":"\u0000"},"$":{"currency":"XXX","amount":1e308}}""",
    ];

    private static readonly string[] Words =
    [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-0", "1e999", "99999999999999999999", "\\ud800", "\\u0000", "\u202e", "\ud83d\ude00", "https://", "//", "@", "%",
        "%00", "utm_source=", "&", "?", "#", "..", "xn--", "\"n\":\"engagement\"", "\"e\":-1", "\"sd\":255", "\"p\":[[[[[[[[[[[[[[", "\"u\":\"data:x\"", "\"u\":\"javascript:1\"", "\"b\":{}",
    ];

    private static readonly string?[] UserAgents =
    [
        Some.Chrome, null, "", "Googlebot/2.1", "Mozilla/5.0 (" + new string('(', 900), new string('a', 4096), "Mozilla/5.0 \ud83d", "Opera/9.80 (Android; Opera Mini/7.5; U; en) Presto/2.8 Version/11.10",
    ];

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "Seeded, so that a failure can be seen again.")]
    public void Whatever_is_sent_is_judged_without_a_fault_and_in_bounded_memory()
    {
        Site[] sites =
        [
            Some.Site() with { Settings = new SiteSettings { CheckHostnames = false, ScrubPaths = PathScrubbing.Ids, KeptQueryParameters = ["q", "utm_source"], ExcludedPaths = ["/**/x*y/**"] } },
            Some.Site() with { Settings = new SiteSettings { Consent = ConsentMode.Idless, ExcludedCountries = ["EE"], ExcludedIps = ["203.0.113.0/24", "2001:db8::/32"] } },
        ];
        _ = HitPipeline.Run(Some.Hit()); // rules are read once
        _ = Parallel.ForEach(Seeds.Some(Usual), seed =>
        {
            var random = new Random(seed);
            byte[] body = Spoil(random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Judge(random, sites[seed % 2], body);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {seed}: {Encoding.UTF8.GetString(body)}", fault);
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostBytes, $"Seed {seed} took {allocated:N0} bytes.");
        });
    }

    private static void Judge(Random random, Site site, byte[] body)
    {
        using JsonDocument? json = Body.TryParse(body);
        if (json is null || EventPayload.Parse(json.RootElement).Event is not { } collected)
        {
            return;
        }

        HitOutcome outcome = HitPipeline.Run(new Hit
        {
            Site = site,
            Id = collected.Id ?? EventId.New(),
            Name = collected.Name,
            Url = collected.Url,
            ReceivedAt = Some.Noon,
            Time = Some.Noon - collected.Age,
            Referrer = collected.Referrer,
            Title = collected.Title,
            Address = random.Next(3) == 0 ? IPAddress.Parse("2001:db8::7") : IPAddress.Parse("198.51.100.7"),
            UserAgent = UserAgents[random.Next(UserAgents.Length)],
            Hints = new ClientHints(random.Next(2) == 0 ? Words[random.Next(Words.Length)] + "\"Brave\";v=\"126\"" : null, null, Words[random.Next(Words.Length)], null),
            TimeZone = collected.TimeZone,
            Language = collected.Language,
            ScreenWidth = collected.ScreenWidth,
            ScreenHeight = collected.ScreenHeight,
            HashIsPage = collected.HashIsPage,
            Props = collected.Props,
            Revenue = collected.Revenue,
            Interactive = collected.Interactive,
            Engagement = collected.Engagement,
            Consent = collected.Consent,
            Salt = Salt,
        });
        if (outcome is HitOutcome.Accepted { Event: var accepted })
        {
            Event back = EventItem.Read(new RecordEvent(accepted, 1, null).ToItem());
            Assert.Equal((accepted.Page.Path, accepted.Name, accepted.Visitor), (back.Page.Path, back.Name, back.Visitor));
        }
    }

    private static byte[] Spoil(Random random)
    {
        var text = new StringBuilder(Bodies[random.Next(Bodies.Length)]);
        for (int i = random.Next(6); i > 0; i--)
        {
            int at = random.Next(text.Length);
            _ = random.Next(5) switch
            {
                0 => text.Remove(at, random.Next(text.Length - at)),
                1 => text.Insert(at, Words[random.Next(Words.Length)]),
                2 => text.Insert(at, Bodies[random.Next(Bodies.Length)].AsSpan()[..random.Next(60)]),
                3 => text.Insert(at, new string((char)random.Next(32, 0xFFFF), random.Next(random.Next(8) == 0 ? 8000 : 20))),
                _ => text.Replace(text[at], (char)random.Next(1, 256), at, 1),
            };
            if (text.Length == 0)
            {
                return [];
            }
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (int i = random.Next(-4, 3); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes.Length > CollectRoutes.MaxBody ? bytes[..CollectRoutes.MaxBody] : bytes;
    }
}
