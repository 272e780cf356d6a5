using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Functions.Ingest;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Sites;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Tool.Logs;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary>
/// Judges a file as the server would, and sends nothing of it. What only the server knows is not judged: days that are closed, budgets,
/// people who were erased.
/// </summary>
/// <param name="site">The site as the server describes it.</param>
/// <param name="choice">How the file is read.</param>
/// <param name="tally">Counts what would become of its lines.</param>
/// <param name="context">The time, for lines of the future.</param>
internal sealed class DryRun(Site site, LogFormatChoice choice, ImportTally tally, CommandContext context)
{
    // A salt for this run alone: no visitor of it can be found again.
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(16);

    /// <summary>The site, asked of the server.</summary>
    public static async Task<Site> SiteAsync(string name, AnalyticsServer api, CancellationToken stop)
    {
        JsonElement json = await api.GetAsync(SiteOption.PathOf(name), stop);
        return SiteText.Read(json);
    }

    /// <summary>Reads the file to its end.</summary>
    public async Task RunAsync(string path, ImportId import, CancellationToken stop)
    {
        using InputFile file = await InputFile.OpenAsync(path, context, stop);
        bool isExport = choice.IsExport || (choice.IsOpen && file.BeginsAsExport);
        LogReader? reader = isExport ? null : new LogReader(file.FormatOf(path, choice), choice.Log.Zone);
        tally.AddFile(import, isExport ? LogFormatOptions.Export : reader!.Format.Name);
        LogHits? log = reader is null ? null : new LogHits(site, reader, import, tally.Log) { WithoutAgents = choice.Log.WithoutAgent == true };
        try
        {
            while (await file.ReadAsync(stop))
            {
                if (log is not null)
                {
                    Judge(path, file, log);
                }
                else
                {
                    JudgeExport(path, file);
                }
            }
        }
        catch (InvalidDataException damaged)
        {
            tally.AddDamage(string.Create(CultureInfo.InvariantCulture, $"{path} {damaged.Message}: {file.Number} lines could be read."));
        }
    }

    private void Judge(string path, InputFile file, LogHits log)
    {
        long faults = tally.Log.FaultCount;
        Hit? hit = log.Read(file.Line, file.IsTooLong || file.Line.Length > LineReader.Longest, context.Clock.GetUtcNow());
        if (tally.Log.FaultCount > faults)
        {
            Fault(path, file, tally.Log.LastFault);
        }

        if (hit is not null)
        {
            tally.AddJudged(LogHits.DropOf(hit, _salt), log.VisitorOf(hit));
        }
    }

    private void JudgeExport(string path, InputFile file)
    {
        tally.Log.Lines++;
        if (file.Line.IsEmpty)
        {
            return;
        }

        (Event? read, string? fault) = file.IsTooLong ? (null, "is longer than 65,536 characters") : ImportLine.Parse(file.Line.ToString(), site, context.Clock.GetUtcNow());
        if (read is null)
        {
            Fault(path, file, fault!);
        }
        else
        {
            tally.AddJudged(null, read.Visitor?.Bits);
        }
    }

    private void Fault(string path, InputFile file, string problem) => tally.AddFault(string.Create(CultureInfo.InvariantCulture, $"{path}:{file.Number}: {problem}"));
}
