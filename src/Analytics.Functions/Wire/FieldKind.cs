using System.Globalization;
using System.Text.Json;

namespace Analytics.Functions.Wire;

/// <summary>What a field may hold: judges a value that is there and not null.</summary>
internal sealed class FieldKind
{
    private readonly Func<JsonElement, bool, string?> _problem;

    private FieldKind(Func<JsonElement, bool, string?> problem) => _problem = problem;

    /// <summary>Anything: what reads the field judges it, or nothing of it is read.</summary>
    public static FieldKind Any { get; } = new((_, _) => null);

    /// <summary>True or false; where types are lenient also 1, 0 and the texts of these four.</summary>
    public static FieldKind Flag { get; } = new((value, lenient) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        || (lenient && value.AsFlag() is not null) ? null : "must be true or false");

    /// <summary>An object of further fields.</summary>
    public static FieldKind Map(FieldSet fields) => new((value, _) => value.ValueKind == JsonValueKind.Object ? null : "must be an object") { Fields = fields };

    /// <summary>A list of objects of further fields.</summary>
    public static FieldKind List(FieldSet fields) => new((value, _) => value.ValueKind == JsonValueKind.Array ? null : "must be a list") { Fields = fields };

    /// <summary>Text of at most so many characters; where types are lenient also a number, true or false.</summary>
    public static FieldKind Text(int max, Func<string, bool>? holds = null, string? rule = null) => new((value, lenient) =>
        value.ValueKind != JsonValueKind.String && !(lenient && value.AsText() is not null) ? "must be text"
        : value.AsText()!.Length > max ? string.Create(CultureInfo.InvariantCulture, $"must be at most {max:N0} characters")
        : holds is null || holds(value.AsText()!) ? null : rule);

    /// <summary>A number within bounds; where types are lenient also the text of one.</summary>
    public static FieldKind Number(double least, double most) => new((value, lenient) =>
        (value.ValueKind == JsonValueKind.Number || lenient) && value.AsNumber() is { } number && number >= least && number <= most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"must be a number from {least:N0} to {most:N0}"));

    /// <summary>The fields of the object, or of each object of the list; null for other kinds.</summary>
    public FieldSet? Fields { get; private init; }

    /// <summary>What is wrong with the value; null where it can be used.</summary>
    public string? ProblemOf(JsonElement value, bool lenient) => _problem(value, lenient);
}
