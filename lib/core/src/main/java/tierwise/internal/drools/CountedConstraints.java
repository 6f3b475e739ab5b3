package tierwise.internal.drools;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Set;
import org.drools.core.common.BaseNode;
import org.drools.core.common.BetaConstraints;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The constraints of a join which take a step for each pair of facts that is looked at, and pass
 * everything on. The class is generated: some of the many methods that the engine wants have types
 * with annotations that the compiler cannot read, and a proxy costs as much as the join.
 */
final class CountedConstraints {
  /** What the engine calls for a match, a fact or a pair of both. */
  static final Set<String> COUNTED =
      Set.of(
          "updateFromTuple", "updateFromFactHandle", "isAllowedCachedLeft", "isAllowedCachedRight");

  private static final String NAME = Type.getInternalName(CountedConstraints.class) + "OfAJoin";
  private static final Type ENGINES = Type.getType(BetaConstraints.class);
  private static final Type NODE = Type.getType(BaseNode.class);
  private static final String CONSTRAINTS = "constraints";
  private static final String JOIN = "join";
  private static final MethodHandle MAKER = maker();

  private CountedConstraints() {}

  /** The constraints, counted as steps at the node. */
  @SuppressWarnings("rawtypes") // The engine's interface has raw types.
  static BetaConstraints of(BetaConstraints constraints, BaseNode join) {
    try {
      return (BetaConstraints) MAKER.invoke(constraints, join);
    } catch (Throwable e) {
      throw new IllegalStateException("the constraints of a join cannot be counted", e);
    }
  }

  private static MethodHandle maker() {
    try {
      MethodHandles.Lookup generated = MethodHandles.lookup().defineHiddenClass(classFile(), true);
      return generated.findConstructor(
          generated.lookupClass(),
          MethodType.methodType(void.class, BetaConstraints.class, BaseNode.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the constraints of a join cannot be counted", e);
    }
  }

  private static byte[] classFile() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL,
        NAME,
        null,
        Type.getInternalName(Object.class),
        new String[] {ENGINES.getInternalName()});
    int field = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    writer.visitField(field, CONSTRAINTS, ENGINES.getDescriptor(), null, null);
    writer.visitField(field, JOIN, NODE.getDescriptor(), null, null);
    constructor(writer);
    for (Method method : BetaConstraints.class.getMethods()) {
      passOn(writer, method);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, ENGINES, NODE);
    MethodVisitor code = writer.visitMethod(0, "<init>", descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    String object = Type.getInternalName(Object.class);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, object, "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, NAME, CONSTRAINTS, ENGINES.getDescriptor());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitFieldInsn(Opcodes.PUTFIELD, NAME, JOIN, NODE.getDescriptor());
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void passOn(ClassWriter writer, Method method) {
    String descriptor = Type.getMethodDescriptor(method);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, method.getName(), descriptor, null, null);
    code.visitCode();
    boolean counted = COUNTED.contains(method.getName());
    Label begin = new Label();
    Label failed = new Label();
    if (counted) {
      code.visitTryCatchBlock(begin, failed, failed, null);
      code.visitLabel(begin);
      code.visitInsn(Opcodes.ACONST_NULL);
      steps(code, "count", Type.getType(String.class));
    }
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, NAME, CONSTRAINTS, ENGINES.getDescriptor());
    int variable = 1;
    for (Type argument : Type.getArgumentTypes(method)) {
      code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), variable);
      variable += argument.getSize();
    }
    String owner = ENGINES.getInternalName();
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, owner, method.getName(), descriptor, true);
    code.visitInsn(Type.getReturnType(method).getOpcode(Opcodes.IRETURN));
    if (counted) {
      // The join is noted only when something fails in it, which takes no time until then.
      code.visitLabel(failed);
      code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, NAME, JOIN, NODE.getDescriptor());
      steps(code, "failedAt", NODE);
      code.visitInsn(Opcodes.ATHROW);
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void steps(MethodVisitor code, String method, Type argument) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(Steps.class),
        method,
        Type.getMethodDescriptor(Type.VOID_TYPE, argument),
        false);
  }
}
