using System.Reflection;

namespace Analytics.Rules.Tests;

public sealed class InterfaceTests
{
    /// <summary>Interfaces with fewer than two implementations, each with the reason. Empty is best.</summary>
    private static readonly Dictionary<string, string> Lonely = new()
    {
        ["Analytics.Engine.Exports.IDayBucket"] = "the border to another process: S3 in the product, memory in tests",
    };

    [Fact]
    public void An_interface_has_two_implementations_or_it_is_not_one() => Assert.Equal(
        Lonely.Keys.Order(StringComparer.Ordinal),
        Unshared([.. new[] { "Analytics.Store", "Analytics.Engine", "Analytics.Functions", "Analytics.AspNetCore", "Analytics.Client" }.SelectMany(name => Assembly.Load(name).GetTypes())]));

    [Fact]
    public void An_interface_of_one_is_found() =>
        Assert.Equal([typeof(IOnce).FullName!], Unshared([typeof(IOnce), typeof(ITwice<>), typeof(First), typeof(Second)]));

    private static IEnumerable<string> Unshared(Type[] types) => types.Where(type => type.IsInterface)
        .Where(face => types.Count(type => !type.IsInterface && type.GetInterfaces().Any(its => (its.IsGenericType ? its.GetGenericTypeDefinition() : its) == face)) < 2)
        .Select(face => face.FullName!).Order(StringComparer.Ordinal);

    private interface IOnce;

    private interface ITwice<T>;

    private sealed class First : IOnce, ITwice<int>;

    private sealed class Second : ITwice<string>;
}
