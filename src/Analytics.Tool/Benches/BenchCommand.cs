using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Benches;

/// <summary><c>analytics bench</c>: how many events a server takes, and how long each waits.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "bench",
            """
            Sends page views to a server and measures. It WRITES events into the site (paths /bench/…, invented visitors): use a site made for
            it. In AWS every event costs money, some dollars a million. Needs the scope ingest.
            """);
        Option<string> site = SiteOption.Create();
        var events = new Option<int>("--events") { Description = "How many events. Default: 1000.", DefaultValueFactory = _ => 1_000, HelpName = "N" };
        var rate = new Option<int>("--rate") { Description = "How many a second; 0 for as many as the server takes. Default: 0.", HelpName = "N" };
        var concurrency = new Option<int>("--concurrency") { Description = "How many wait for an answer at once, 1 to 512. Default: 16.", DefaultValueFactory = _ => 16, HelpName = "N" };
        command.Add(site);
        command.Add(events);
        command.Add(rate);
        command.Add(concurrency);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            (int count, int perSecond, int atOnce) = (parsed.GetValue(events), parsed.GetValue(rate), parsed.GetValue(concurrency));
            Require(count is >= 1 and <= 10_000_000, "--events: must be 1 to 10000000.");
            Require(perSecond is >= 0 and <= 1_000_000, "--rate: must be 0 to 1000000.");
            Require(atOnce is >= 1 and <= 512, "--concurrency: must be 1 to 512.");
            using AnalyticsServer api = server.Connect(parsed);
            JsonElement found = await api.GetAsync(SiteOption.PathOf(parsed.GetRequiredValue(site)), stop);
            string domain = found.GetProperty("domains")[0].GetString()!;
            context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"Writing {count} page views into {domain} ({found.GetProperty("id").GetString()}) at {api.Address}."));
            BenchResult result = await new BenchLoad(api, domain, context).RunAsync(count, perSecond, atOnce, stop);
            foreach (string line in server.Json(parsed) ? [result.ToJson()] : result.ToLines())
            {
                context.Output.Result(line);
            }

            return result.Errors == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new UsageFault(problem);
        }
    }
}
