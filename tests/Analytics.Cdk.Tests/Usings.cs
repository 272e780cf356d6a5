global using Xunit;

// Behind the CDK is one process of Node that all constructs share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Analytics.Cdk.Tests.Templates))]
