namespace Analytics.Store.Blocks;

/// <summary>
/// Fields of a visit that go together in life (a city lies in one country), stored as one number a visit that names a row of a table:
/// a tenth of the bytes of a number for each.
/// </summary>
/// <param name="Column">Where it is stored.</param>
/// <param name="Fields">In the order of the table's columns: append-only.</param>
/// <param name="OfVisitor">Whether a visitor's next visit mostly repeats it.</param>
internal sealed record FieldGroup(BlockColumn Column, BlockField[] Fields, bool OfVisitor)
{
    public static IReadOnlyList<FieldGroup> All { get; } =
    [
        new(BlockColumn.Acquisition,
        [
            BlockField.Referrer, BlockField.Source, BlockField.Channel, BlockField.ClickId,
            BlockField.UtmSource, BlockField.UtmMedium, BlockField.UtmCampaign, BlockField.UtmContent, BlockField.UtmTerm,
        ], false),
        new(BlockColumn.Client,
        [
            BlockField.Browser, BlockField.BrowserVersion, BlockField.Os, BlockField.OsVersion, BlockField.Device, BlockField.Language,
        ], true),
        new(BlockColumn.Screen, [BlockField.Screen], true),
        new(BlockColumn.Place, [BlockField.Country, BlockField.Region, BlockField.City], true),
        new(BlockColumn.Details,
        [
            BlockField.DeviceManufacturer, BlockField.DeviceModel, BlockField.ScreenDensity, BlockField.Locale, BlockField.TimeZone,
        ], true),
    ];

    /// <summary>The group of a visit's field.</summary>
    public static FieldGroup Of(BlockField field) => All.First(group => group.Fields.Contains(field));
}
