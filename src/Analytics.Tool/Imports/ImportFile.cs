using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Patterns;
using Analytics.Store.Events;
using Analytics.Tool.Logs;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary>
/// One file on its way into a site: in parts that a server takes in seconds, each noted when it has arrived. Of a log only the lines that
/// are page views are sent; the next part is read while one is on its way.
/// </summary>
internal sealed class ImportFile(string path, string site, LogFormatChoice choice, ImportTally tally, AnalyticsServer api, CommandContext context)
{
    /// <summary>So many bytes are sent at once.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>So many lines are sent at once: of these a server stores so many within seconds.</summary>
    public const int MostLines = 2_000;

    private const string NoHost = "host.invalid"; // the site's own is the server's to know
    private readonly ImportTally _sent = new(); // of lines that were counted before
    private (Task<JsonElement> Answer, IReadOnlyList<long> Numbers, long UpTo)? _underway;
    private ImportNote? _note;
    private ImportId _import;

    /// <summary>Sends what has not been sent yet.</summary>
    /// <param name="import">The import that its events belong to, unless it continues an interrupted one.</param>
    /// <param name="fromStart">Sends what has been sent, too.</param>
    /// <param name="stop">Stops between two parts; the next call goes on there.</param>
    public async Task SendAsync(ImportId import, bool fromStart, CancellationToken stop)
    {
        using InputFile file = await InputFile.OpenAsync(path, context, stop);
        bool isExport = choice.IsExport || (choice.IsOpen && file.BeginsAsExport);
        LogReader? reader = isExport ? null : new LogReader(file.FormatOf(path, choice), choice.Log.Zone);
        LogLines? log = reader is null ? null : new LogLines(reader, NoHost);
        _note = file.IsStored ? new ImportNote(path, $"{api.Address} {site} {choice.Format} {choice.Pattern}") : null;
        (long done, ImportId? before) = _note is null || fromStart ? (0, null) : _note.Read();
        if (done > 0)
        {
            context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{path}: going on after line {done}, as {_note!.Path} says."));
        }

        _import = before ?? import;
        tally.AddFile(_import, isExport ? LogFormatOptions.Export : reader!.Format.Name);
        string target = Target(isExport, reader);
        var part = new ImportPart(isExport, MostLines, MostBytes);
        bool isWhole = true;
        try
        {
            while (await file.ReadAsync(stop))
            {
                Take(file, log, part, isSent: file.Number <= done);
                if (part.IsFull)
                {
                    await SendAsync(part, target, file.Number, stop);
                }
            }
        }
        catch (InvalidDataException damaged)
        {
            isWhole = false;
            tally.AddDamage(string.Create(CultureInfo.InvariantCulture, $"{path} {damaged.Message}: {file.Number} lines could be read. What they say is stored; the whole file can be imported over it."));
        }

        if (part.Lines > 0)
        {
            await SendAsync(part, target, file.Number, stop);
        }

        await FinishAsync();
        if (isWhole)
        {
            _note?.Delete();
        }
    }

    private string Target(bool isExport, LogReader? log)
    {
        string target = $"v1/ingest/{(isExport ? "import" : "logs")}?site={Uri.EscapeDataString(site)}&import={_import}";
        return isExport ? target
            : $"{target}&format={log!.Format.Name}&visitors=keys"
                + (choice.Pattern is null ? "" : "&pattern=" + Uri.EscapeDataString(choice.Pattern))
                + (choice.Log.Zone == TimeZoneInfo.Utc ? "" : "&timezone=" + Uri.EscapeDataString(choice.Log.Zone.Id))
                + (choice.Log.WithoutAgent == true ? "&withoutAgent=true" : "&withoutAgent=false"); // the first lines have decided for the whole log
    }

    private void Take(InputFile file, LogLines? log, ImportPart part, bool isSent)
    {
        if (log is null)
        {
            ExportLines.Take(path, file, part, isSent ? _sent : tally, isSent);
            return;
        }

        LogTally counts = (isSent ? _sent : tally).Log;
        long faults = counts.FaultCount;
        if (log.Read(file.Line, file.IsTooLong, context.Clock.GetUtcNow(), counts) is not null)
        {
            part.Add(file.Line.Span, file.Number, isSent);
        }
        else if (counts.FaultCount == faults && DelimitedPattern.IsHeader(file.Line.Span))
        {
            part.Remember(file.Line.ToString());
        }

        if (counts.FaultCount > faults && !isSent)
        {
            tally.AddFault(path, file.Number, counts.LastFault);
        }
    }

    private async Task SendAsync(ImportPart full, string target, long upTo, CancellationToken stop)
    {
        await FinishAsync();
        (ReadOnlyMemory<byte> body, IReadOnlyList<long> numbers) = full.Take();
        _underway = (api.PostAsync(target, () => Retries.Content(body, "text/plain"), stop), numbers, upTo);
    }

    private async Task FinishAsync()
    {
        if (_underway is not { } part)
        {
            return;
        }

        _underway = null;
        JsonElement answer = await part.Answer;
        tally.Add(answer, line => ImportTally.PlaceOf(path, part.Numbers.ElementAtOrDefault(line - 1)));
        await (_note?.WriteAsync(part.UpTo, _import) ?? Task.CompletedTask);
        context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: {part.UpTo} lines, {tally.Accepted} events accepted"));
    }
}
