using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Sites;
using Microsoft.AspNetCore.Http;

namespace Analytics.Functions.Tests.Tables;

/// <summary>A table that is larger than what the host passes on.</summary>
public sealed class TableAnswerTests
{
    private const int Rows = 10_000;

    private static readonly Action<Utf8JsonWriter> Row = Table.Row(writer => writer.WriteString("page", new string('p', 1_000)));

    private static async Task<(byte[] Body, string Next)> AnswerAsync(bool isLimited, AnswerForm form)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = body;
        context.Features.Set(new AskedForm(form));
        if (isLimited)
        {
            context.Features.Set(new AnswerLimits(MayLast: false, DateTimeOffset.MaxValue));
        }

        await new TableAnswer(Results.Empty, new Table(["page"], [.. Enumerable.Repeat(Row, Rows)]), new TableFile(Some.Site()))
        {
            MayEndEarly = true,
            Next = rows => rows < Rows ? new NextPart(rows.ToString(CultureInfo.InvariantCulture), null) : null,
        }.ExecuteAsync(context);
        return (body.ToArray(), context.Response.Headers["x-analytics-next"].ToString());
    }

    [Fact]
    public async Task It_is_whole_where_nothing_limits_it()
    {
        (byte[] body, string next) = await AnswerAsync(isLimited: false, AnswerForm.Csv);

        Assert.Equal((Rows + 1, ""), (CsvReading.Rows(body).Length, next));
    }

    [Fact]
    public async Task It_ends_with_the_row_that_fills_an_answer_and_says_where_it_goes_on()
    {
        (byte[] csv, string next) = await AnswerAsync(isLimited: true, AnswerForm.Csv);
        (byte[] lines, string after) = await AnswerAsync(isLimited: true, AnswerForm.Lines);

        Assert.InRange(csv.Length, 3_000_000, 3_200_000);
        Assert.Equal(next, (CsvReading.Rows(csv).Length - 1).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(after, lines.Count(c => c == (byte)'\n').ToString(CultureInfo.InvariantCulture));
    }
}
