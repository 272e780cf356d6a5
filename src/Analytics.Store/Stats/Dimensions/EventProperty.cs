using Analytics.Store.Blocks;
using Analytics.Store.Events;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>A custom property of the event, by its key: <c>event:props:plan</c>.</summary>
internal sealed class EventProperty : PropertyDimension
{
    private const string Prefix = "event:props:";
    private readonly string _key;

    private EventProperty(string key) : base(Prefix + key, "(none)") => _key = key;

    /// <summary>Null where the name names no property: keys have 1 to 300 characters.</summary>
    public static EventProperty? TryParse(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length - Prefix.Length is >= 1 and <= EventLimits.PropertyName
            ? new EventProperty(name[Prefix.Length..])
            : null;

    /// <summary>The numbers that the shown values are, in millionths; <see cref="PropertyNumber.None"/> for a text and for nothing.</summary>
    internal long[] Numbers(Block block) => block.Derive((this, "numbers"), () => Array.ConvertAll(Show(block).Values, PropertyNumber.Parse));

    private protected override TextColumn Read(Block block) => block.Columns.Prop(_key);
}
