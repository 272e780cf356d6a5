global using Analytics.Testing;
global using Xunit;

[assembly: AssemblyFixture(typeof(LocalDynamo))]
