using Analytics.Store.Ingest.Lists;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Bots;
using Analytics.Store.Ingest.Channels;
using Analytics.Store.Ingest.Patterns;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Ingest.UserAgents;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>
/// What the lists know: bots told from people beside isbot alone, user agents named as if every rule were tried in order, sources and
/// their channels. Times are medians on one core for one user agent of the corpus.
/// </summary>
internal static class CorporaBenchmark
{
    private const int Runs = 9;
    private const int Warm = 5;

    public static void Run()
    {
        Bots();
        Agents();
        Sources();
    }

    private static void Bots()
    {
        Console.WriteLine("| corpus | N | taken for bots: ours | isbot alone | wanted | ours, µs | isbot in Node, µs |\n|---|---|---|---|---|---|---|");
        foreach ((string name, IReadOnlyList<string> corpus, string wanted) in new[]
        {
            ("bots: npm crawler-user-agents, instances", Corpora.Crawlers, "all"), ("people: npm user-agents, distinct", Corpora.Humans, "none"),
        })
        {
            JsonElement peer = Peer(corpus);
            int theirs = peer.GetProperty("bots").EnumerateArray().Count(answer => answer.GetBoolean());
            int ours = corpus.Count(BotPatterns.IsBot);
            double micros = Micros(corpus, userAgent => BotPatterns.IsBot(userAgent));
            Say($"| {name} | {corpus.Count:N0} | {Share(ours, corpus.Count)} | {Share(theirs, corpus.Count)} | {wanted} | {micros:0.0} | {peer.GetProperty("microseconds").GetDouble():0.0} |");
        }

        Console.WriteLine("\nCrawlers that are let pass:");
        foreach (string missed in Corpora.Crawlers.Where(userAgent => !BotPatterns.IsBot(userAgent)))
        {
            Console.WriteLine($"- `{missed}`");
        }
    }

    private static void Agents()
    {
        string[] corpus = [.. Corpora.Humans, .. Corpora.Crawlers];
        Console.WriteLine("\n| rules of uap-core | rules | user agents | same answer as every rule in order | prefiltered, µs | in order, µs |\n|---|---|---|---|---|---|");
        foreach (string list in (string[])["browsers", "systems"])
        {
            string[] patterns = [.. ResourceText.Json("user-agents.json").GetProperty(list).EnumerateArray().Select(rule => rule[0].GetString()!)];
            Regex[] sequential = Array.ConvertAll(patterns, pattern => new Regex(pattern, RegexOptions.CultureInvariant));
            var indexed = new PatternSet(patterns, RegexOptions.None);
            int same = corpus.Count(userAgent => (indexed.First(userAgent)?.Index ?? -1) == InOrder(sequential, userAgent));
            double prefiltered = Micros(corpus, userAgent => indexed.First(userAgent));
            double inOrder = Micros(corpus.Where((_, i) => i % 10 == 0).ToArray(), userAgent => InOrder(sequential, userAgent));
            Say($"| {list} | {patterns.Length} | {corpus.Length:N0} | {Share(same, corpus.Length)} | {prefiltered:0.0} | {inOrder:0} |");
        }

        Console.WriteLine("\n| reading browser, system and device (`UserAgentParser`) | N | families known | seen before, µs | never seen, µs |\n|---|---|---|---|---|");
        IReadOnlyList<string> people = Corpora.Humans;
        int known = people.Count(userAgent => UserAgentParser.Parse(userAgent) is { Browser: not null, Os: not null, Device: not DeviceType.Unknown });
        double remembered = Micros(people, userAgent => UserAgentParser.Parse(userAgent));
        int run = 0;
        double fresh = Micros(people, userAgent => UserAgentParser.Parse(userAgent + run), () => run++);
        Say($"| people | {people.Count:N0} | {Share(known, people.Count)} | {remembered:0.0} | {fresh:0.0} |");
    }

    private static void Sources()
    {
        string[][] sources = [.. ResourceText.Lines("Referrers/sources.txt").Select(line => line.Split(';', StringSplitOptions.TrimEntries))];
        int hosts = sources.Sum(source => source[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Say($"\n{sources.Length} sources at {hosts} hosts ({sources.Sum(s => s[2].Split(".*").Length - 1)} of them under any country); {ResourceText.Lines("Referrers/spam-hosts.txt").Count():N0} hosts of referrer spam.\n");
        Console.WriteLine("| kind | sources |\n|---|---|");
        foreach (IGrouping<string, string[]> kind in sources.GroupBy(source => source[1]).OrderByDescending(kind => kind.Count()))
        {
            Say($"| {kind.Key} | {kind.Count()} |");
        }

        Console.WriteLine("\n| referrer | source | channel |\n|---|---|---|");
        foreach (string referrer in (string[])
        [
            "https://www.google.co.uk/", "https://duckduckgo.com/", "https://kagi.com/", "https://chatgpt.com/", "https://www.perplexity.ai/search", "https://claude.ai/",
            "android-app://com.google.android.gm/", "https://l.facebook.com/l.php", "https://t.co/x", "https://bsky.app/profile/a", "https://hachyderm.io/@a",
            "https://news.ycombinator.com/item", "https://lobste.rs/s/a", "https://m.youtube.com/watch", "https://www.amazon.de/dp/1", "https://outlook.live.com/mail", "https://news.google.de/", "https://blog.example.org/post",
            "https://semalt.semalt.com/crawler",
        ])
        {
            ReferringPage page = ReferringPage.Parse(referrer)!;
            string source = ReferrerSource.OfPage(page);
            string channel = SpamHosts.Contains(page.Host) ? "dropped: spam" : ChannelRules.Of(new ChannelClues(source, new Campaign(), clickId: null));
            Console.WriteLine($"| `{referrer}` | {source} | {channel} |");
        }
    }

    private static int InOrder(Regex[] rules, string userAgent) => Array.FindIndex(rules, rule => rule.IsMatch(userAgent));

    // A run goes on for a tenth of a second, whatever the corpus: other work on the machine disturbs some runs, seldom the median.
    private static double Micros<T>(IReadOnlyList<string> corpus, Func<string, T> work, Action? beforeEach = null)
    {
        List<double> times = [];
        for (int run = 0; run < Runs + Warm; run++)
        {
            int rounds = 0;
            long start = Stopwatch.GetTimestamp();
            do
            {
                beforeEach?.Invoke();
                foreach (string userAgent in corpus)
                {
                    _ = work(userAgent);
                }

                rounds++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 100);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / rounds / corpus.Count);
        }

        return times.Skip(Warm).Order().ElementAt(Runs / 2);
    }

    private static JsonElement Peer(IReadOnlyList<string> corpus)
    {
        var start = new ProcessStartInfo("node", [Repository.At("bench/isbot/peer.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using Process node = Process.Start(start)!;
        node.StandardInput.Write(JsonSerializer.Serialize(corpus));
        node.StandardInput.Close();
        string said = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? JsonDocument.Parse(said).RootElement : throw new InvalidOperationException("isbot did not answer.");
    }

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{part:N0} ({100.0 * part / whole:0.00} %)");

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
