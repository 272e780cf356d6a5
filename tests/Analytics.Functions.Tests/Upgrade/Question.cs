namespace Analytics.Functions.Tests.Upgrade;

/// <summary>Something that can be asked through HTTP.</summary>
/// <param name="Name">What the answer is kept under.</param>
/// <param name="Path">With the query. <c>{segment}</c> and <c>{funnel}</c>, here and in the body, stand for ids that were given out.</param>
/// <param name="Body">JSON, posted; null: a GET.</param>
internal sealed record Question(string Name, string Path, string? Body = null)
{
    /// <summary>It is about days that are named and over: the answer is the same whenever it is asked.</summary>
    public bool IsLasting { get; init; }
}
