using System.Text.Json;

namespace Analytics.Functions.Tables;

/// <summary>
/// An answer as rows under named columns, from which lines of JSON and CSV are written alike. A row is a JSON object; what it does not have,
/// and what is null, is an empty cell.
/// </summary>
/// <param name="Columns">The names, in their order. <c>revenue.amount</c> is a member of an object, where no member has the whole name.</param>
/// <param name="Rows">Each writes one object.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<Action<Utf8JsonWriter>> Rows)
{
    /// <summary>A row for each item.</summary>
    public static Table Of<T>(IReadOnlyList<string> columns, IEnumerable<T> items, Action<Utf8JsonWriter, T> writeMembers) => new(columns, [.. items.Select(item => Row(writer => writeMembers(writer, item)))]);

    /// <summary>A row of these members.</summary>
    public static Action<Utf8JsonWriter> Row(Action<Utf8JsonWriter> writeMembers) => writer =>
    {
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
    };
}
