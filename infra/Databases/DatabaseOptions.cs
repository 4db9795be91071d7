using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using CyberWatch.Infra.Options;
using Npgsql;

namespace CyberWatch.Infra.Databases;

public enum DatabaseProvider
{
    /// <summary>Embedded: a file of the data folder.</summary>
    Sqlite,

    /// <summary>PostgreSQL 14 or later.</summary>
    Postgres,
}

/// <summary>Which database, and where. The password stands apart from the address, so that an address may be shown in every message.</summary>
public abstract class DatabaseOptions : IValidatableObject
{
    private const int Connecting = 8;
    private const string Example = "Host=db.example;Database=cyberwatch;Username=cyberwatch";

    [Description(
        "What keeps it: Sqlite (a file of the data folder) or Postgres (a server; 'registry migrate' makes its tables)."
    )]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    [Description($"Where the PostgreSQL server is, as {Example}; all of Npgsql's words but the password.")]
    public string? Address { get; set; }

    [Description("Password of that user. Better in the environment, or in PasswordFile.")]
    public string? Password { get; set; }

    [Description("File whose first line is that password.")]
    public string? PasswordFile { get; set; }

    /// <summary>What a message says of it: a server, a port, a database.</summary>
    internal string Shown => Parsed(out _) is { } parsed ? $"{parsed.Database} on {parsed.Host}:{parsed.Port}" : "nowhere";

    internal string Section => GetType().GetCustomAttribute<OptionsSectionAttribute>()!.Section;

    /// <summary>For Npgsql, with the password. Never to be shown.</summary>
    internal string ConnectionString
    {
        get
        {
            var parsed = Parsed(out var fault) ?? throw new InvalidDataException(fault);
            parsed.Password = PasswordFile is null ? Password : File.ReadLines(PasswordFile).FirstOrDefault();
            return parsed.ConnectionString;
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider != DatabaseProvider.Postgres)
            yield break;
        if (Parsed(out var fault) is null)
            yield return new ValidationResult(fault);
        if (Password is not null && PasswordFile is not null)
            yield return new ValidationResult($"{Section}:Password and PasswordFile are two ways to say it. Set one of them.");
        if (PasswordFile is not null && !IsReadable(PasswordFile))
        {
            yield return new ValidationResult(
                $"{Section}:PasswordFile: {PasswordFile} cannot be read. Correct the path or its rights."
            );
        }
    }

    private NpgsqlConnectionStringBuilder? Parsed(out string fault)
    {
        fault = $"{Section}:Address is no address of a PostgreSQL server. Write {Example}.";
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(Address)
            {
                ApplicationName = "cyberwatch",
                IncludeErrorDetail = false,
                PersistSecurityInfo = false,
            };
            if (parsed.Password is null && !string.IsNullOrEmpty(parsed.Host) && !string.IsNullOrEmpty(parsed.Database))
                return WithTimeOuts(parsed);
            if (parsed.Password is not null)
                fault = $"{Section}:Address holds a password, which messages would show. Set {Section}:PasswordFile or Password.";
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // its message repeats what was written, a password perhaps
        }

        return null;
    }

    private static NpgsqlConnectionStringBuilder WithTimeOuts(NpgsqlConnectionStringBuilder parsed)
    {
        if (!parsed.ContainsKey("Timeout"))
            parsed.Timeout = Connecting;
        parsed.TcpKeepAlive = true;
        return parsed;
    }

    private static bool IsReadable(string file)
    {
        try
        {
            return File.ReadLines(file).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
