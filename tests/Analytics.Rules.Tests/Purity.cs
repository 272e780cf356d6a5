using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Analytics.Rules.Tests;

/// <summary>What a library must not speak of in its public surface if it is to be pure: waiting, sending, reading, telling the time.</summary>
internal static class Purity
{
    private static readonly Type[] Effects =
    [
        typeof(Task), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(CancellationToken),
        typeof(IAmazonService), typeof(IAmazonDynamoDB), typeof(HttpClient), typeof(Stream), typeof(TimeProvider), typeof(Random),
    ];

    /// <summary>Every member that speaks of an effect, as <c>Type.Member: Effect</c>.</summary>
    public static IEnumerable<string> Breaches(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        from spoken in Types(member).SelectMany(Parts)
        where Effects.Any(effect => Is(spoken, effect))
        select $"{type.Name}.{member.Name}: {spoken.Name}";

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodBase { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false } => [],
        FieldInfo { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false } => [],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        FieldInfo field => [field.FieldType],
        _ => [], // properties and events are their accessors, which are methods
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type)
        : [type];

    private static bool Is(Type spoken, Type effect) =>
        effect.IsAssignableFrom(spoken) || (spoken.IsGenericType && spoken.GetGenericTypeDefinition() == effect);
}
