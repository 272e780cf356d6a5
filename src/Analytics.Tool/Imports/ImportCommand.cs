using System.CommandLine;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary><c>analytics import</c>: exports and access logs into a site.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "import",
            """
            Brings files into a site: exports of 'analytics export' (scope admin) and access logs (scope ingest), plain or .gz.
            Importing the same again changes nothing. A file that was interrupted goes on where it stopped: what is done stands in FILE.import.
            Refused are events of days that take none any more: those older than the site's dataRetentionDays (set it to 0 to keep old
            logs), and those whose raw events are about to expire; and events of somebody who was erased.
            """);
        Option<string> site = SiteOption.Create();
        var files = new Argument<string[]>("files") { Description = "The files, in the order in which they were written.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "What the files are. auto: an export if its first line is one, else a log.", DefaultValueFactory = _ => "auto", HelpName = "FORMAT" };
        _ = format.AcceptOnlyFromAmong("auto", "export", "combined", "common", "cloudfront", "alb");
        var again = new Option<bool>("--from-start") { Description = "Does not go on where an interrupted import stopped." };
        command.Add(site);
        command.Add(files);
        command.Add(format);
        command.Add(again);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            string[] paths = [.. parsed.GetRequiredValue(files).Select(file => Path.GetFullPath(file, context.Folder))];
            if (Array.Find(paths, path => !File.Exists(path)) is { } missing)
            {
                throw new UsageFault($"files: there is no file {missing}.");
            }

            using AnalyticsServer api = server.Connect(parsed);
            var tally = new ImportTally();
            foreach (string path in paths)
            {
                var file = new ImportFile(path, parsed.GetRequiredValue(site), parsed.GetValue(format)!, api, context);
                await file.SendAsync(tally, parsed.GetValue(again), stop);
            }

            foreach (string line in server.Json(parsed) ? [tally.ToJson()] : tally.ToLines())
            {
                context.Output.Result(line);
            }

            return tally.Faults == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
