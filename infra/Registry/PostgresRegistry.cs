using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>The same registry on PostgreSQL. A type of its own only because EF keeps migrations by the type of the context.</summary>
internal sealed class PostgresRegistry(DbContextOptions<RegistryContext> options) : RegistryContext(options);
