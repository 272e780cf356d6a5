using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Analytics.Testing.Simulation.Table;

/// <summary>Holds a request to those of its properties that the fake obeys: one that it would ignore is an error of the test.</summary>
internal static class Known
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Settable = new();

    public static void Only(object request, params ReadOnlySpan<string> names)
    {
        foreach (PropertyInfo property in Settable.GetOrAdd(request.GetType(), Properties))
        {
            if (!names.Contains(property.Name) && property.GetValue(request) is { } value and not (false or 0 or ICollection { Count: 0 }))
            {
                throw new NotSupportedException($"The fake knows no {request.GetType().Name}.{property.Name} = {value}.");
            }
        }
    }

    private static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite && !Says(p))];

    // IsLimitSet and the like say whether another property is set.
    private static bool Says(PropertyInfo property) =>
        property.PropertyType == typeof(bool) && property.Name.StartsWith("Is", StringComparison.Ordinal) && property.Name.EndsWith("Set", StringComparison.Ordinal);
}
