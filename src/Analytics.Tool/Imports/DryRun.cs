using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Functions.Ingest;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Places;
using Analytics.Functions.Sites;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
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
        var part = new ImportPart(isExport, ImportFile.MostLines, ImportFile.MostBytes);
        try
        {
            while (await file.ReadAsync(stop))
            {
                if (log is not null)
                {
                    Judge(path, file, log);
                    continue;
                }

                ExportLines.Take(path, file, part, tally, isSent: false);
                if (part.IsFull)
                {
                    await JudgeAsync(path, part, import, stop);
                }
            }
        }
        catch (InvalidDataException damaged)
        {
            tally.AddDamage(string.Create(CultureInfo.InvariantCulture, $"{path} {damaged.Message}: {file.Number} lines could be read."));
        }

        if (part.Lines > 0)
        {
            await JudgeAsync(path, part, import, stop);
        }
    }

    private void Judge(string path, InputFile file, LogHits log)
    {
        long faults = tally.Log.FaultCount;
        Hit? hit = log.Read(file.Line, file.IsTooLong, context.Clock.GetUtcNow());
        if (tally.Log.FaultCount > faults)
        {
            tally.AddFault(path, file.Number, tally.Log.LastFault);
        }

        if (hit is not null)
        {
            tally.AddJudged(LogHits.DropOf(hit, AddressPlaces.Shipped, _salt), log.VisitorOf(hit));
        }
    }

    // As the server judges a part; what it would store is all that can be understood.
    private async Task JudgeAsync(string path, ImportPart part, ImportId import, CancellationToken stop)
    {
        (ReadOnlyMemory<byte> body, IReadOnlyList<long> numbers) = part.Take();
        var load = new ImportLoad(site, import, context.Clock.GetUtcNow, (events, _) => Task.FromResult<IReadOnlyList<HitOutcome>>([.. events.Select(e => new HitOutcome.Accepted(e))]));
        if (await load.RunAsync(body, stop) is { } fault)
        {
            throw new ToolFailure($"{path}: {fault.Field} {fault.Problem}.");
        }

        tally.Add(JsonSerializer.SerializeToElement(load.Answer, IngestJson.Default.LogAnswer), line => ImportTally.PlaceOf(path, numbers.ElementAtOrDefault(line - 1)));
    }
}
