using System.Globalization;
using Analytics.Store.Blocks;
using Analytics.Store.Events;

namespace Analytics.Store.Stats.Visits;

/// <summary>Reads single visits and events out of a block's columns.</summary>
internal static class VisitRows
{
    public static ListedVisit Visit(Block block, int visit, VisitKey key, ListPlace place)
    {
        ColumnSource columns = block.Columns;
        int first = block.Layout.FirstRow[visit], last = block.Layout.FirstRow[visit + 1] - 1;
        VisitFacts facts = block.Facts;
        string? Of(BlockField field) => Known(columns, field, visit);
        return new ListedVisit(
            key, place, At(columns, first), At(columns, last), facts.Pageviews[visit], facts.Events[visit], facts.Bounces[visit] == 1)
        {
            Entry = facts.Entry[visit] < 0 ? null : PageAt(columns, facts.Entry[visit]),
            Exit = facts.Exit[visit] < 0 ? null : PageAt(columns, facts.Exit[visit]),
            Referral = ReferralOf(columns, visit),
            Campaign = new Campaign(Of(BlockField.UtmSource), Of(BlockField.UtmMedium), Of(BlockField.UtmCampaign), Of(BlockField.UtmContent), Of(BlockField.UtmTerm)),
            Geography = PlaceOf(columns, visit),
            Client = ClientOf(columns, visit),
            UserId = Enumerable.Range(first, last - first + 1).Select(row => OrNull(columns.Text(BlockField.UserId)[row])).LastOrDefault(user => user is not null),
        };
    }

    public static ListedEvent Event(Block block, int row, VisitKey? visit, ListPlace place)
    {
        ColumnSource columns = block.Columns;
        int of = block.Layout.VisitOf[row];
        var props = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in columns.PropsOfRows.GetValueOrDefault(row) ?? [])
        {
            if (value.Length > 0)
            {
                props.Add(key, value);
            }
        }

        return new ListedEvent(place, visit, At(columns, row), columns.Text(BlockField.Name)[row], PageAt(columns, row))
        {
            Referral = ReferralOf(columns, of),
            Geography = PlaceOf(columns, of),
            Client = ClientOf(columns, of),
            Props = props,
            Revenue = OrNull(columns.Text(BlockField.Currency)[row]) is { } currency && decimal.TryParse(columns.Text(BlockField.Amount)[row], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount)
                ? new Revenue(currency, amount)
                : null,
            UserId = OrNull(columns.Text(BlockField.UserId)[row]),
        };
    }

    private static Referral ReferralOf(ColumnSource columns, int visit) => new(
        Known(columns, BlockField.Referrer, visit),
        Known(columns, BlockField.Source, visit),
        Known(columns, BlockField.Channel, visit) ?? Referral.Direct.Channel,
        Known(columns, BlockField.ClickId, visit));

    public static Place PlaceOf(ColumnSource columns, int visit) =>
        new(Known(columns, BlockField.Country, visit), Known(columns, BlockField.Region, visit), Known(columns, BlockField.City, visit));

    public static VisitClient ClientOf(ColumnSource columns, int visit) => new(
        Known(columns, BlockField.Browser, visit),
        Known(columns, BlockField.BrowserVersion, visit),
        Known(columns, BlockField.Os, visit),
        Known(columns, BlockField.OsVersion, visit),
        Known(columns, BlockField.Device, visit),
        Known(columns, BlockField.Language, visit),
        Known(columns, BlockField.Screen, visit))
    {
        Details = new ClientDetails(
            Known(columns, BlockField.DeviceManufacturer, visit),
            Known(columns, BlockField.DeviceModel, visit),
            DetailText.Density(Known(columns, BlockField.ScreenDensity, visit)),
            Known(columns, BlockField.Locale, visit),
            Known(columns, BlockField.TimeZone, visit)),
    };

    // Of fields that are told once a visit.
    private static string? Known(ColumnSource columns, BlockField field, int visit) => OrNull(columns.Text(field)[visit]);

    private static DateTimeOffset At(ColumnSource columns, int row) => columns.Start.AddMilliseconds(columns.Times[row]);

    private static Page PageAt(ColumnSource columns, int row) =>
        new(columns.Text(BlockField.Hostname)[row], columns.Text(BlockField.Path)[row], OrNull(columns.Text(BlockField.Title)[row]));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
