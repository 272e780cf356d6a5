[assembly: AssemblyFixture(typeof(LocalDynamo))]
[assembly: AssemblyFixture(typeof(LocalS3))]
[assembly: AssemblyFixture(typeof(Analytics.Testing.Lambda.PublishedFunctions))]
