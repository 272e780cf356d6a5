using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Functions.Http;

namespace Analytics.Functions.Tables;

/// <summary>
/// An answer in the form that is asked for. As JSON it is what the route always writes; lines and CSV are written from the rows, a piece at
/// a time. Where the host keeps an answer until it is whole, and so bounds it, a table ends with the row that fills it, and the headers say
/// where to go on.
/// </summary>
/// <param name="json">The answer as JSON.</param>
/// <param name="table">Its rows.</param>
/// <param name="file">What it is called when it is downloaded.</param>
internal sealed class TableAnswer(IResult json, Table table, TableFile file) : IResult
{
    /// <summary>How many rows there are on all pages.</summary>
    public const string TotalHeader = "x-analytics-total";

    private const int Piece = 64 * 1024;
    private const int MostBytes = 3 * 1024 * 1024; // below the 6 MB of an answer in Lambda, in which compressed ones count a third more

    private static readonly JsonWriterOptions AsText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How many rows there are on all pages; null where nobody counted.</summary>
    public long? Total { get; init; }

    /// <summary>Where the answer goes on after so many of its rows; null where it is whole. Default it is always whole.</summary>
    public Func<int, NextPart?> Next { get; init; } = _ => null;

    /// <summary>The same answer with another <see cref="Next"/>.</summary>
    public TableAnswer GoingOn(Func<int, NextPart?> next) => new(json, table, file) { Total = Total, MayEndEarly = MayEndEarly, Next = next };

    /// <summary>Whether <see cref="Next"/> can go on after any row, so that the table may end early.</summary>
    public bool MayEndEarly { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        AskedForm asked = httpContext.FormAsked();
        HttpResponse response = httpContext.Response;
        if (Total is { } total)
        {
            response.Headers[TotalHeader] = total.ToString(CultureInfo.InvariantCulture);
        }

        AnswerTime.IsAnswered(httpContext);
        if (asked.Form == AnswerForm.Json)
        {
            Next(table.Rows.Count)?.Tell(response);
            await json.ExecuteAsync(httpContext);
            return;
        }

        response.ContentType = asked.Form.ContentType;
        string report = httpContext.GetEndpoint()?.Metadata.GetMetadata<FormRoutes.Forms>()?.Report ?? "table";
        response.Headers.ContentDisposition = file.Disposition(report, asked.Form);
        await (MayEndEarly && httpContext.Features.Get<AnswerLimits>() is not null ? WritePartAsync(httpContext, asked) : WriteAllAsync(httpContext, asked));
    }

    private async Task WriteAllAsync(HttpContext context, AskedForm asked)
    {
        Next(table.Rows.Count)?.Tell(context.Response);
        using var rows = new RowWriter(table, asked);
        foreach (Action<Utf8JsonWriter> row in table.Rows)
        {
            rows.Write(row);
            if (rows.Written.Length >= Piece)
            {
                await context.Response.Body.WriteAsync(rows.Written, context.RequestAborted);
                rows.Clear();
            }
        }

        await context.Response.Body.WriteAsync(rows.Written, context.RequestAborted);
    }

    private async Task WritePartAsync(HttpContext context, AskedForm asked)
    {
        using var rows = new RowWriter(table, asked);
        int count = 0;
        while (count < table.Rows.Count && (rows.Written.Length < MostBytes || count == 0))
        {
            rows.Write(table.Rows[count++]);
        }

        Next(count)?.Tell(context.Response);
        context.Response.ContentLength = rows.Written.Length;
        await context.Response.Body.WriteAsync(rows.Written, context.RequestAborted);
    }

    /// <summary>Rows as bytes, in one of two forms.</summary>
    private sealed class RowWriter : IDisposable
    {
        private readonly Table _table;
        private readonly bool _isCsv;
        private readonly ArrayBufferWriter<byte> _text = new(Piece), _line = new(1024);
        private readonly Utf8JsonWriter _json;

        public RowWriter(Table table, AskedForm asked)
        {
            (_table, _isCsv) = (table, asked.Form == AnswerForm.Csv);
            _json = new Utf8JsonWriter(_line, AsText);
            if (_isCsv)
            {
                _ = Encoding.UTF8.GetBytes((asked.HasMark ? CsvRow.Mark : "") + CsvRow.Header(table.Columns), _text);
            }
        }

        public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

        public void Clear() => _text.ResetWrittenCount();

        public void Write(Action<Utf8JsonWriter> row)
        {
            row(_json);
            _json.Flush();
            if (_isCsv)
            {
                using JsonDocument members = JsonDocument.Parse(_line.WrittenMemory);
                _ = Encoding.UTF8.GetBytes(CsvRow.Of(members.RootElement, _table.Columns), _text);
            }
            else
            {
                _text.Write(_line.WrittenSpan);
                _text.Write("\n"u8);
            }

            _line.ResetWrittenCount();
            _json.Reset();
        }

        public void Dispose() => _json.Dispose();
    }
}
