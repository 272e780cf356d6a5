namespace Analytics.Rules.Tests.Floors.Planted;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class InAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
