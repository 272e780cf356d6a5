using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>A place in an item: a name, then names in maps and indexes in lists.</summary>
internal sealed record AttributePath(string Root, params object[] Steps)
{
    public AttributePath Then(object step) => new(Root, [.. Steps, step]);

    /// <summary>The stored value itself, not a copy; null where nothing is there.</summary>
    public AttributeValue? Find(Dictionary<string, AttributeValue> item)
    {
        AttributeValue? at = item.GetValueOrDefault(Root);
        foreach (object step in Steps)
        {
            at = step switch
            {
                string name when at?.M is { } map => map.GetValueOrDefault(name),
                int index when at?.L is { } list && index < list.Count => list[index],
                _ => null,
            };
        }

        return at;
    }

    public void Set(Dictionary<string, AttributeValue> item, AttributeValue value)
    {
        if (Steps.Length == 0)
        {
            item[Root] = value;
            return;
        }

        AttributeValue? parent = Parent.Find(item);
        switch (Steps[^1])
        {
            case string name when parent?.M is { } map:
                map[name] = value;
                break;
            case int index when parent?.L is { } list && index < list.Count:
                list[index] = value;
                break;
            case int when parent?.L is { } list:
                list.Add(value);
                break;
            default:
                throw Refusal.Invalid("The document path provided in the update expression is invalid for update");
        }
    }

    public void Remove(Dictionary<string, AttributeValue> item)
    {
        if (Steps.Length == 0)
        {
            item.Remove(Root);
            return;
        }

        AttributeValue? parent = Parent.Find(item);
        switch (Steps[^1])
        {
            case string name when parent?.M is { } map:
                map.Remove(name);
                break;
            case int index when parent?.L is { } list:
                list.RemoveRange(Math.Min(index, list.Count), index < list.Count ? 1 : 0);
                break;
            default:
                throw Refusal.Invalid("The document path provided in the update expression is invalid for update");
        }
    }

    /// <summary>Whether one of the two is, or lies in, the other.</summary>
    public bool Overlaps(AttributePath other) =>
        Root == other.Root && Steps.Zip(other.Steps).All(p => p.First.Equals(p.Second));

    private AttributePath Parent => new(Root, Steps[..^1]);
}
