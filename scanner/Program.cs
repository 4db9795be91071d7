using CyberWatch.Scanner.Commands;

return await CommandLine.RunAsync(args, Console.Out, Console.Error, substitutes: null, CancellationToken.None);
