using Analytics.Store.Events;

namespace Analytics.Functions.Places;

/// <summary>
/// What a database says of a network, in the layouts that there are: those of MaxMind and DB-IP (<c>country.iso_code</c>,
/// <c>subdivisions[0].iso_code</c>, <c>city.names.en</c>) and flat ones (<c>country_code</c> or <c>country</c>, <c>region_code</c>, <c>city</c>).
/// </summary>
internal static class PlaceRecord
{
    public static Place Read(IReadOnlyDictionary<string, object> record) => PlaceText.Read(
        Text(Part(record, "country"), "iso_code") ?? Text(record, "country_code") ?? Text(record, "country"),
        Text(FirstOf(record, "subdivisions"), "iso_code") ?? Text(record, "region_code"),
        Text(Part(Part(record, "city"), "names"), "en") ?? Text(record, "city"));

    private static string? Text(IReadOnlyDictionary<string, object>? record, string name) => record?.GetValueOrDefault(name) as string;

    private static IReadOnlyDictionary<string, object>? Part(IReadOnlyDictionary<string, object>? record, string name) =>
        record?.GetValueOrDefault(name) as IReadOnlyDictionary<string, object>;

    private static IReadOnlyDictionary<string, object>? FirstOf(IReadOnlyDictionary<string, object> record, string name) =>
        record.GetValueOrDefault(name) is IReadOnlyList<object> and [IReadOnlyDictionary<string, object> first, ..] ? first : null;
}
