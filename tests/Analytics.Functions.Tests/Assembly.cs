[assembly: AssemblyFixture(typeof(LocalDynamo))]
[assembly: AssemblyFixture(typeof(Analytics.Testing.Lambda.PublishedFunctions))]
