namespace Analytics.Cdk;

/// <summary>The context value <c>keep</c>: <c>cdk deploy -c keep=false</c>, or <c>"keep": false</c> in cdk.json.</summary>
public static class KeepContext
{
    /// <summary>The name of the value.</summary>
    public const string Key = "keep";

    /// <summary>Kept where nothing is said. A value that is neither true nor false is refused, so that a slip cannot cost the data.</summary>
    /// <exception cref="ArgumentException">Neither true nor false.</exception>
    public static DataFate Read(object? value) => value switch
    {
        null or true or "true" => DataFate.Kept,
        false or "false" => DataFate.Deleted,
        _ => throw new ArgumentException($"The context value '{Key}' is true or false, not '{value}'.", nameof(value)),
    };
}
