using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Visits;

namespace Analytics.Store.Blocks;

/// <summary>The columns of events that are in memory.</summary>
internal sealed class EventColumns : ColumnSource
{
    private static readonly Dictionary<BlockField, Func<Event, string?>> Readers = new()
    {
        [BlockField.Referrer] = e => e.Referral.Referrer,
        [BlockField.Source] = e => e.Referral.Source,
        [BlockField.Channel] = e => e.Referral.Channel,
        [BlockField.ClickId] = e => e.Referral.ClickId,
        [BlockField.UtmSource] = e => e.Campaign.Source,
        [BlockField.UtmMedium] = e => e.Campaign.Medium,
        [BlockField.UtmCampaign] = e => e.Campaign.Name,
        [BlockField.UtmContent] = e => e.Campaign.Content,
        [BlockField.UtmTerm] = e => e.Campaign.Term,
        [BlockField.Browser] = e => e.Client.Browser,
        [BlockField.BrowserVersion] = e => e.Client.BrowserVersion,
        [BlockField.Os] = e => e.Client.Os,
        [BlockField.OsVersion] = e => e.Client.OsVersion,
        [BlockField.Device] = e => DeviceText.Of(e.Client.Device),
        [BlockField.Language] = e => e.Client.Language,
        [BlockField.Screen] = e => ScreenText.Of(e.Client.ScreenWidth, e.Client.ScreenHeight),
        [BlockField.Country] = e => e.Place.Country,
        [BlockField.Region] = e => e.Place.Region,
        [BlockField.City] = e => e.Place.City,
        [BlockField.DeviceManufacturer] = e => e.Client.Details.Manufacturer,
        [BlockField.DeviceModel] = e => e.Client.Details.Model,
        [BlockField.ScreenDensity] = e => DetailText.Write(e.Client.Details.ScreenDensity),
        [BlockField.Locale] = e => e.Client.Details.Locale,
        [BlockField.TimeZone] = e => e.Client.Details.TimeZone,
        [BlockField.Name] = e => e.Name,
        [BlockField.Path] = e => e.Page.Path,
        [BlockField.Hostname] = e => e.Page.Hostname,
        [BlockField.Title] = e => e.Page.Title,
        [BlockField.UserId] = e => e.UserId,
        [BlockField.Traits] = e => e.Traits?.ToText(),
        [BlockField.Currency] = e => e.Revenue?.Currency,
        [BlockField.Amount] = e => e.Revenue?.Amount.ToString(CultureInfo.InvariantCulture),
        [BlockField.EventId] = e => e.Id.Value,
        [BlockField.Library] = EventPack.WriteLibrary,
    };

    private readonly BlockLayout _layout;
    private readonly Event[] _rows;

    private EventColumns(BlockKind kind, LocalDay day, BlockLayout layout, Event[] rows)
    {
        (Kind, Day, _layout, _rows) = (kind, day, layout, rows);
        Start = rows.Length == 0 ? DateTimeOffset.UnixEpoch : rows.Min(e => e.Time);
    }

    public override BlockKind Kind { get; }

    public override LocalDay Day { get; }

    public override DateTimeOffset Start { get; }

    /// <summary>The rows in their order; for what only an open day keeps.</summary>
    public IReadOnlyList<Event> Rows => _rows;

    /// <summary>Visitors in the order of their first event, then what no visitor is known of: the one order of this set of events.</summary>
    public static EventColumns Of(DayVisits day)
    {
        List<(int First, int Count)> visitors = [];
        for (int first = 0, next; first < day.Visits.Count; first = next)
        {
            for (next = first + 1; next < day.Visits.Count && day.Visits[next].Visitor == day.Visits[first].Visitor; next++)
            {
            }

            visitors.Add((first, next - first));
        }

        visitors.Sort((a, b) => CompareByStart(day.Visits[a.First], day.Visits[b.First]));
        List<int> firstVisit = [0], firstRow = [0];
        List<Event> rows = [];
        foreach ((int first, int count) in visitors)
        {
            for (int i = 0; i < count; i++)
            {
                rows.AddRange(day.Visits[first + i].Span);
                firstRow.Add(rows.Count);
            }

            firstVisit.Add(firstRow.Count - 1);
        }

        foreach (Event lone in day.Unvisited.OrderBy(e => e.Time).ThenBy(e => e.ReceivedAt).ThenBy(e => e.Id.Value, StringComparer.Ordinal))
        {
            rows.Add(lone);
            firstRow.Add(rows.Count);
        }

        return new(BlockKind.Sealed, day.Day, new BlockLayout([.. firstVisit], [.. firstRow]), [.. rows]);
    }

    /// <summary>Every event for itself, by receipt.</summary>
    public static EventColumns Of(LocalDay day, IEnumerable<Event> events)
    {
        Event[] rows = [.. events.OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id.Value, StringComparer.Ordinal)];
        return new(BlockKind.Log, day, BlockLayout.OfRows(rows.Length), rows);
    }

    protected override BlockLayout ReadLayout() => _layout;

    protected override int[] ReadTimes() => Array.ConvertAll(_rows, e => (int)((e.Time - Start).Ticks / TimeSpan.TicksPerMillisecond));

    protected override TextColumn ReadText(BlockField field)
    {
        Func<Event, string?> read = Readers[field];
        return field < BlockField.Name
            ? Number(_layout.Visits, visit => read(_rows[_layout.FirstRow[visit]]))
            : Number(_rows.Length, row => read(_rows[row]));
    }

    protected override IReadOnlyList<string> ReadPropKeys() =>
        [.. _rows.SelectMany(e => e.Props.Keys).GroupBy(key => key, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];

    protected override TextColumn ReadProp(string key) => Number(_rows.Length, row => _rows[row].Props.GetValueOrDefault(key));

    protected override Dictionary<int, Dictionary<string, string>> ReadPropsOfRows() =>
        Enumerable.Range(0, _rows.Length).Where(row => _rows[row].Props.Count > 0).ToDictionary(row => row, row => new Dictionary<string, string>(_rows[row].Props, StringComparer.Ordinal));

    protected override int[] ReadQuietRows() => [.. Enumerable.Range(0, _rows.Length).Where(row => !_rows[row].Interactive)];

    protected override EngagedColumn ReadEngaged() => new(
        Array.ConvertAll(_rows, e => e.Engagement?.Milliseconds ?? -1),
        Array.ConvertAll(_rows, e => e.Engagement?.Scroll ?? -1));

    private static TextColumn Number(int count, Func<int, string?> read)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<string> values = [];
        int[] ids = new int[count];
        for (int i = 0; i < count; i++)
        {
            string value = read(i) ?? "";
            if (!numbers.TryGetValue(value, out int id))
            {
                numbers.Add(value, id = values.Count);
                values.Add(value);
            }

            ids[i] = id;
        }

        return new TextColumn([.. values], ids);
    }

    private static int CompareByStart(Visit a, Visit b)
    {
        int order = a.Start.CompareTo(b.Start);
        return order != 0 ? order : a.Visitor.Bits.CompareTo(b.Visitor.Bits);
    }
}
