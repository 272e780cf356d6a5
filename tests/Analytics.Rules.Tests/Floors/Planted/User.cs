namespace Analytics.Rules.Tests.Floors.Planted;

/// <summary>What <see cref="FloorTests"/> must see: each other type of this folder is used in one way only.</summary>
[InAttribute(typeof(InAttribute))]
internal sealed class User
{
    public const string Copied = OnlyConstants.Word;

    private readonly List<Dictionary<string, InGeneric[]>> _items = [];

    public string Say() => _items.Count + InBody.Say();
}
