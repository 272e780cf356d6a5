using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>A part of a text format: a field, or what stands between two.</summary>
/// <param name="Kind">How far it reaches.</param>
/// <param name="Field">What it says.</param>
/// <param name="Literal">The characters of a literal; of a field its name in the format, for faults.</param>
/// <param name="Form">How it is escaped.</param>
internal readonly record struct TextToken(TextKind Kind, LogField Field, string Literal, ValueForm Form = ValueForm.Backslash)
{
    /// <summary>How many blanks stand in a free field; null: any number.</summary>
    public int? Blanks { get; init; }
}
