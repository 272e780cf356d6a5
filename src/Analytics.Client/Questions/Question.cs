using System.Text.Json;

namespace Analytics.Client.Questions;

/// <summary>A question about a site, for <c>POST /api/v2/query</c>. <c>docs/metrics.md</c> of the product says what metrics, dimensions, filters and ranges mean.</summary>
public sealed record Question
{
    /// <summary>What to count, at least one: names of <see cref="Metric"/>, or others that the server knows.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>What time it is about.</summary>
    public required DateRange Range { get; init; }

    /// <summary>What to break it down by, at most one of time: names of <see cref="Dimension"/>, or others. Default: nothing, which is answered in one row.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>What counts: all of these hold. Default: everything.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>How rows are sorted. Default: time ascending, then the first metric descending.</summary>
    public IReadOnlyList<Order> OrderBy { get; init; } = [];

    /// <summary>The range that each row is compared with: <see cref="Period.PreviousPeriod"/>, <see cref="Period.YearOverYear"/>, days or instants. Default: none.</summary>
    public DateRange? Compare { get; init; }

    /// <summary>Whether the other range is moved to the same days of the week; needs <see cref="Compare"/>. Default false.</summary>
    public bool MatchDayOfWeek { get; init; }

    /// <summary>Whether <see cref="AnswerMeta.TimeLabels"/> has all buckets of time, empty ones too; needs a dimension of time. Default false.</summary>
    public bool TimeLabels { get; init; }

    /// <summary>Whether <see cref="AnswerMeta.TotalRows"/> says how many rows there are on all pages. Default false.</summary>
    public bool TotalRows { get; init; }

    /// <summary>Whether of a day, month or year only what has begun is meant. Default false.</summary>
    public bool TrimRange { get; init; }

    /// <summary>The most rows of an answer, 1 to 10,000. Default 10,000.</summary>
    public int? Limit { get; init; }

    /// <summary>How many rows to leave out from the beginning, at least 0. Default 0.</summary>
    public int Offset { get; init; }

    /// <summary>The most that the answer may take. Default: what the deployment allows.</summary>
    public Budget? Budget { get; init; }

    /// <summary>The site's id, one of its domains or an alias. Default: the client's site.</summary>
    public string? Site { get; init; }

    internal byte[] Body(string site) => Json.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("site_id", Site ?? site);
        Texts("metrics", Metrics);
        json.WritePropertyName("date_range");
        Range.Write(json);
        Texts("dimensions", Dimensions);
        if (Filters.Count > 0)
        {
            json.WritePropertyName("filters");
            Filter.Write(json, Filters);
        }

        WriteOrder(json);
        WriteIncluded(json);
        WritePage(json);
        WriteBudget(json);
        json.WriteEndObject();

        void Texts(string name, IReadOnlyList<string> texts)
        {
            json.WritePropertyName(name);
            Json.Array(json, texts, json.WriteStringValue);
        }
    });

    private void WriteOrder(Utf8JsonWriter json)
    {
        if (OrderBy.Count > 0)
        {
            json.WritePropertyName("order_by");
            Json.Array(json, OrderBy, order => Json.Array(json, [order.By, order.Descending ? "desc" : "asc"], json.WriteStringValue));
        }
    }

    private void WriteIncluded(Utf8JsonWriter json)
    {
        if (Compare is null && !MatchDayOfWeek && !TimeLabels && !TotalRows && !TrimRange)
        {
            return;
        }

        json.WriteStartObject("include");
        Flag("match_day_of_week", MatchDayOfWeek);
        Flag("time_labels", TimeLabels);
        Flag("total_rows", TotalRows);
        Flag("trim_relative_date_range", TrimRange);
        if (Compare is not null)
        {
            json.WritePropertyName("compare");
            Compare.Write(json);
        }

        json.WriteEndObject();

        void Flag(string name, bool holds)
        {
            if (holds)
            {
                json.WriteBoolean(name, true);
            }
        }
    }

    private void WritePage(Utf8JsonWriter json)
    {
        if (Limit is null && Offset == 0)
        {
            return;
        }

        json.WriteStartObject("pagination");
        if (Limit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }

        json.WriteNumber("offset", Offset);
        json.WriteEndObject();
    }

    private void WriteBudget(Utf8JsonWriter json)
    {
        if (Budget is null)
        {
            return;
        }

        json.WriteStartObject("budget");
        if (Budget.Bytes is { } bytes)
        {
            json.WriteNumber("bytes", bytes);
        }

        if (Budget.Blocks is { } blocks)
        {
            json.WriteNumber("blocks", blocks);
        }

        json.WriteBoolean("sample", Budget.Sample);
        json.WriteEndObject();
    }
}
