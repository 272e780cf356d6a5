using System.Text.Json;
using Analytics.Store.Events;

namespace Analytics.Functions.Wire;

/// <summary>The fields in which protocols tell the visitor's device and how it is set up; a value that is none of it is left out and named.</summary>
internal static class DetailFields
{
    /// <summary>A manufacturer or a model.</summary>
    public static FieldKind Name { get; } = FieldKind.Text(200, text => text.Length == 0 || DetailText.Name(text) is not null, DetailText.NameRule);

    /// <summary>The density of a screen.</summary>
    public static FieldKind Density { get; } = FieldKind.Number(0.1, 10);

    /// <summary>A locale, or languages as a browser's header lists them.</summary>
    public static FieldKind Locale { get; } = FieldKind.Text(200, text => text.Length == 0 || IsLanguages(text), DetailText.LocaleRule);

    /// <summary>A time zone.</summary>
    public static FieldKind TimeZone { get; } = FieldKind.Text(64, text => text.Length == 0 || DetailText.TimeZone(text) is not null, DetailText.TimeZoneRule);

    /// <summary>Whether a text is a locale, or languages as a browser's header lists them.</summary>
    public static bool IsLanguages(string text) => DetailText.IsList(text) || DetailText.Locale(text) is not null;

    /// <summary>What is told; null for what is absent or none of it.</summary>
    public static ClientDetails Read(JsonElement? manufacturer = null, JsonElement? model = null, JsonElement? density = null, string? locale = null, string? timeZone = null) => new(
        DetailText.Name(manufacturer?.AsText()),
        DetailText.Name(model?.AsText()),
        DetailText.Density(density?.AsText()),
        DetailText.Locale(locale),
        DetailText.TimeZone(timeZone));
}
