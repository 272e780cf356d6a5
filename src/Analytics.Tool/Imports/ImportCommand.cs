using System.CommandLine;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Tool.Logs;
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
            Brings files into a site: exports of 'analytics export' (scope admin) and access logs (scope ingest), plain or .gz, - for standard input.
            Importing the same again changes nothing. A file that was interrupted goes on where it stopped: what is done stands in FILE.import.
            Refused are events of days that take none any more: those older than the site's dataRetentionDays (set it to 0 to keep old
            logs), and those whose raw events are about to expire; and events of somebody who was erased.
            """);
        Option<string> site = SiteOption.Create();
        var files = new Argument<string[]>("files") { Description = "The files, in the order in which they were written.", Arity = ArgumentArity.OneOrMore };
        var again = new Option<bool>("--from-start") { Description = "Does not go on where an interrupted import stopped." };
        var dry = new Option<bool>("--dry-run") { Description = "Shows what would become of the files, and sends nothing of them. Needs the scope stats." };
        var named = new Option<string?>("--import") { Description = "The import that the events belong to, by which they can be erased. Default: a new one.", HelpName = "ID" };
        command.Add(site);
        command.Add(files);
        var format = new LogFormatOptions(command);
        command.Add(dry);
        command.Add(named);
        command.Add(again);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            string[] paths = [.. parsed.GetRequiredValue(files).Select(file => InputFile.PathOf(file, context.Folder, "files"))];
            LogFormatChoice choice = format.Read(parsed);
            ImportId import = parsed.GetValue(named) is { } name ? Parse(name) : ImportId.New();
            using AnalyticsServer api = server.Connect(parsed);
            var tally = new ImportTally();
            bool isDry = parsed.GetValue(dry);
            Site? described = isDry ? await DryRun.SiteAsync(parsed.GetRequiredValue(site), api, stop) : null;
            foreach (string path in paths)
            {
                await (described is null
                    ? new ImportFile(path, parsed.GetRequiredValue(site), choice, tally, api, context).SendAsync(import, parsed.GetValue(again), stop)
                    : new DryRun(described, choice, tally, context).RunAsync(path, import, stop));
            }

            foreach (string line in server.Json(parsed) ? [ImportReport.ToJson(tally, isDry)] : ImportReport.ToLines(tally, isDry))
            {
                context.Output.Result(line);
            }

            return Judge(tally, context);
        });
        return command;
    }

    private static ImportId Parse(string name)
    {
        try
        {
            return ImportId.Parse(name);
        }
        catch (AnalyticsInputException wrong)
        {
            throw new UsageFault($"--import: {wrong.Faults[0].Problem}");
        }
    }

    private static int Judge(ImportTally tally, CommandContext context)
    {
        foreach (string damage in tally.Damages)
        {
            context.Output.Error(damage);
        }

        if (tally.IsNothing)
        {
            context.Output.Error("nothing in the files counts: the report says why.");
        }

        return tally.Faults == 0 && tally.Damages.Count == 0 && !tally.IsNothing ? ExitCode.Ok : ExitCode.Failed;
    }
}
