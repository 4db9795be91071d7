using CyberWatch.Infra;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.Tests.Scanner.Jobs;

internal static class WorkerParts
{
    /// <summary>All that runs by itself in a worker, over a data folder and a clock of the test; nothing is started.</summary>
    public static ServiceProvider Of(TemporaryData data, TimeProvider clock)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data:Folder", data.Path), .. data.Registry.Settings])
            .Build();
        var services = new ServiceCollection().AddLogging().AddRegistry(configuration);
        services.AddScanning(configuration);
        services.AddJobs(configuration);
        services.RemoveAll<TimeProvider>().AddSingleton(clock).WithWritersThatWait();
        return services.BuildServiceProvider();
    }
}
