namespace Analytics.Functions.Assistants;

/// <summary>An argument of a tool.</summary>
/// <param name="Name">As the HTTP API calls the same.</param>
/// <param name="Schema">Its JSON Schema, with a description.</param>
/// <param name="IsRequired">Whether a call needs it.</param>
internal sealed record ToolArgument(string Name, string Schema, bool IsRequired = false)
{
    /// <summary>The site that is asked about.</summary>
    public static ToolArgument Site { get; } = new("site_id", """{"type":"string","description":"The site's id or one of its domains, as list_sites names them."}""", IsRequired: true);

    /// <summary>How many rows at most.</summary>
    public static ToolArgument Limit { get; } = new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":20,"description":"Rows at most. left_out says how many more there are."}""");

    /// <summary>How many rows to pass over.</summary>
    public static ToolArgument Offset { get; } = new("offset", """{"type":"integer","minimum":0,"default":0,"description":"Rows to pass over, to go on where left_out says."}""");
}
