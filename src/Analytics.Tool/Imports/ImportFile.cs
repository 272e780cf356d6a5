using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Files;
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
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostLines = 2_000; // of these a server stores so many within seconds
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
        LogReader? log = isExport ? null : new LogReader(file.FormatOf(path, choice), choice.Log.Zone);
        _note = file.IsStored ? new ImportNote(path, $"{api.Address} {site} {choice.Format} {choice.Pattern}") : null;
        (long done, ImportId? before) = _note is null || fromStart ? (0, null) : _note.Read();
        if (done > 0)
        {
            context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{path}: going on after line {done}, as {_note!.Path} says."));
        }

        _import = before ?? import;
        tally.AddFile(_import, isExport ? LogFormatOptions.Export : log!.Format.Name);
        string target = Target(isExport, log);
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

    private void Take(InputFile file, LogReader? log, ImportPart part, bool isSent)
    {
        if (!isSent)
        {
            tally.Log.Lines++;
        }

        if (file.Line.IsEmpty)
        {
            return;
        }

        if (file.IsTooLong || (log is not null && file.Line.Length > LineReader.Longest))
        {
            Fault(log is null ? "is longer than 65,536 characters" : LogHits.TooLong);
            return;
        }

        if (log is null)
        {
            part.Add(file.Line.Span, file.Number, isSent);
            return;
        }

        (LineFit fit, string? problem) = log.Read(file.Line);
        if (fit == LineFit.Remark)
        {
            part.Remember(file.Line.ToString());
        }

        if (fit == LineFit.Whole && log.Request.IsPageView)
        {
            part.Add(file.Line.Span, file.Number, isSent);
        }

        if (isSent)
        {
            return;
        }

        if (fit == LineFit.None)
        {
            Fault(problem!);
        }
        else
        {
            tally.AddLine(fit == LineFit.Remark ? null : log.Request);
        }

        void Fault(string of)
        {
            if (!isSent)
            {
                tally.AddFault(string.Create(CultureInfo.InvariantCulture, $"{path}:{file.Number}: {of}"));
            }
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
        tally.Add(answer, line => string.Create(CultureInfo.InvariantCulture, $"{path}:{part.Numbers.ElementAtOrDefault(line - 1)}"));
        await (_note?.WriteAsync(part.UpTo, _import) ?? Task.CompletedTask);
        context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: {part.UpTo} lines, {tally.Accepted} events accepted"));
    }
}
